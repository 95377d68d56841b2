// From the count of what is missing to its list, and the same count on the button of that list after each saving.
(() => {
  if (!window.wagtail?.app || window.storyMeter) return;
  window.storyMeter = true;

  class MeterController extends window.StimulusModule.Controller {
    static values = { missing: Number };

    connect() {
      const counter = document.querySelector("[data-side-panel-toggle='completeness'] [data-side-panel-toggle-counter]");
      if (!counter) return;
      counter.textContent = this.missingValue;
      counter.hidden = !this.missingValue;
    }

    open() {
      document.querySelector("[data-side-panel-toggle='completeness']")?.click();
    }
  }

  window.wagtail.app.register("story-meter", MeterController);
})();
