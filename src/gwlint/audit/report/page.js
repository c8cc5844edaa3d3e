(function () {
  "use strict";
  document.querySelectorAll(".tools[data-of]").forEach(function (tools) {
    var rows = Array.from(document.getElementById(tools.dataset.of).querySelectorAll("tbody tr"));
    var selects = Array.from(tools.querySelectorAll("select"));
    var shown = tools.querySelector("[role=status]");
    function refresh() {
      var left = 0;
      rows.forEach(function (row) {
        row.hidden = selects.some(function (one) { return one.value && row.dataset[one.dataset.by] !== one.value; });
        if (!row.hidden) left += 1;
      });
      shown.textContent = left === rows.length ? "共 " + left + " 份" : "显示 " + left + " 份，共 " + rows.length + " 份";
    }
    selects.forEach(function (one) { one.addEventListener("change", refresh); });
    tools.hidden = false;
    refresh();
  });
})();
