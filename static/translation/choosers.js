// The addresses of the choosers, for localize's editor; its own template writes them into the page as a script.
(() => {
  const { image, document: documents, page } = document.currentScript.dataset;
  window.chooserUrls ??= { imageChooser: image, documentChooser: documents, pageChooser: page };
})();
