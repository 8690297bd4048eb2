// Before anything is painted: the reader's colours, size, leading and alignment.
(function () {
  "use strict";
  var root = document.documentElement;
  var site = root.dataset.site || "meetingsite";
  root.classList.add("js");
  ["theme", "size", "leading", "align"].forEach(function (name) {
    try {
      var value = localStorage.getItem(site + "." + name);
      if (value) root.dataset[name] = value;
    } catch (error) {
      // storage is switched off: the page's own settings stay
    }
  });
})();
