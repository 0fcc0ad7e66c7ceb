/* Draws the page's charts with Plotly. A chart is <div class="chart" data-drawing="ID"> beside
   <script type="application/json" id="ID"> holding {"data": [...], "layout": {...}}. A text "var(--chart-ink)"
   anywhere in it becomes the colour of that custom property, and is read anew when the colour scheme
   changes. A chart that has the focus is read point by point with the arrow keys, as a pointer reads it; every chart
   has a table beside it with the same figures. */
(function () {
  "use strict";

  var TOKEN = /^var\((--[\w-]+)\)$/;
  var SHORT_MONTHS = {
    nb: ["jan.", "feb.", "mars", "april", "mai", "juni", "juli", "aug.", "sep.", "okt.", "nov.", "des."],
    nn: ["jan.", "feb.", "mars", "april", "mai", "juni", "juli", "aug.", "sep.", "okt.", "nov.", "des."],
  };
  var MONTHS = {
    nb: ["januar", "februar", "mars", "april", "mai", "juni", "juli", "august", "september", "oktober", "november", "desember"],
    nn: ["januar", "februar", "mars", "april", "mai", "juni", "juli", "august", "september", "oktober", "november", "desember"],
  };
  var DAYS = {
    nb: ["søndag", "mandag", "tirsdag", "onsdag", "torsdag", "fredag", "lørdag"],
    nn: ["sundag", "måndag", "tysdag", "onsdag", "torsdag", "fredag", "laurdag"],
  };

  function registerLocales() {
    Object.keys(MONTHS).forEach(function (language) {
      Plotly.register({
        moduleType: "locale",
        name: language,
        dictionary: {},
        format: {
          days: DAYS[language],
          shortDays: DAYS[language].map(function (day) { return day.slice(0, 3); }),
          months: MONTHS[language],
          shortMonths: SHORT_MONTHS[language],
          date: "%d.%m.%Y",
          decimal: ",",
          thousands: "\u00a0",
        },
      });
    });
  }

  function resolve(value, style) {
    if (typeof value === "string") {
      var match = TOKEN.exec(value);
      return match ? style.getPropertyValue(match[1]).trim() : value;
    }
    if (Array.isArray(value)) {
      return value.map(function (part) { return resolve(part, style); });
    }
    if (value && typeof value === "object") {
      var result = {};
      Object.keys(value).forEach(function (key) { result[key] = resolve(value[key], style); });
      return result;
    }
    return value;
  }

  function axis(given, defaults) {
    return Object.assign({}, defaults, given || {});
  }

  function themed(layout, style) {
    function token(name) { return style.getPropertyValue(name).trim(); }
    var axisDefaults = {
      gridcolor: token("--chart-grid"),
      linecolor: token("--chart-muted"),
      tickcolor: "rgba(0,0,0,0)",
      tickfont: { color: token("--chart-muted"), size: 12 },
      zeroline: false,
      showline: false,
      ticks: "outside",
      ticklen: 4,
      automargin: true,
      fixedrange: true,
      spikethickness: 1,
      spikedash: "solid",
      spikecolor: token("--chart-muted"),
    };
    var result = Object.assign({
      paper_bgcolor: "rgba(0,0,0,0)",
      plot_bgcolor: "rgba(0,0,0,0)",
      margin: { l: 44, r: 12, t: 28, b: 32 },
      hovermode: "x unified",
      dragmode: false,
      showlegend: false,
    }, layout);
    result.font = Object.assign({ family: "Inter, system-ui, sans-serif", size: 12, color: token("--chart-ink") }, layout.font || {});
    result.hoverlabel = Object.assign({
      bgcolor: token("--chart-ground"), bordercolor: token("--chart-muted"), font: { color: token("--chart-ink") },
    }, layout.hoverlabel || {});
    Object.keys(layout).concat(["xaxis", "yaxis"]).forEach(function (key) {
      if (/^[xy]axis\d*$/.test(key)) {
        result[key] = axis(layout[key], Object.assign({ showspikes: key[0] === "x" }, axisDefaults));
      }
    });
    return result;
  }

  function draw(element) {
    var source = document.getElementById(element.dataset.drawing);
    if (!source) {
      return;
    }
    var language = document.documentElement.lang || "nb";
    var style = getComputedStyle(document.documentElement);
    var drawing = resolve(JSON.parse(source.textContent), style);
    var layout = themed(drawing.layout || {}, style);
    if (language !== "en" && !layout.separators) {
      layout.separators = ",\u00a0";
    }
    Plotly.react(element, drawing.data || [], layout, {
      displayModeBar: false, responsive: true, locale: language, scrollZoom: false, doubleClick: false,
    });
  }

  // ---- point by point, with the keyboard ----

  function pointsOf(chart) {
    var points = [];
    chart.data.forEach(function (trace, curve) {
      trace.y.forEach(function (value, place) {
        if (value !== null) {
          points.push({
            curveNumber: curve, pointNumber: place, at: trace.x[place], text: trace.text[place],
            subplot: "x" + (trace.yaxis || "y"),
          });
        }
      });
    });
    return points.sort(function (one, other) {
      return one.at < other.at ? -1 : one.at > other.at ? 1 : one.curveNumber - other.curveNumber;
    });
  }

  var STEPS = { ArrowRight: 1, ArrowUp: 1, ArrowLeft: -1, ArrowDown: -1 };

  function chosen(chart, key, last) {
    if (key === "Home" || key === "End") {
      return key === "Home" ? 0 : last;
    }
    // The first key shows the newest.
    var now = chart.gevinstPoint === undefined ? last + (STEPS[key] > 0 ? -1 : 1) : chart.gevinstPoint;
    return Math.min(Math.max(now + STEPS[key], 0), last);
  }

  function forget(chart) {
    if (chart.gevinstPoint !== undefined) {
      chart.gevinstPoint = undefined;
      Plotly.Fx.unhover(chart);
    }
  }

  document.addEventListener("keydown", function (event) {
    var chart = event.target.closest && event.target.closest(".chart.js-plotly-plot");
    if (!chart || event.ctrlKey || event.metaKey || event.altKey) {
      return;
    }
    if (event.key === "Escape") {
      forget(chart);
    } else if (event.key in STEPS || event.key === "Home" || event.key === "End") {
      var points = pointsOf(chart);
      event.preventDefault();
      if (points.length) {
        chart.gevinstPoint = chosen(chart, event.key, points.length - 1);
        var point = points[chart.gevinstPoint];
        Plotly.Fx.hover(chart, [{ curveNumber: point.curveNumber, pointNumber: point.pointNumber }], point.subplot);
        document.getElementById("announcer").textContent = point.text;
      }
    }
  });
  document.addEventListener("focusout", function (event) {
    if (event.target.classList && event.target.classList.contains("js-plotly-plot")) {
      forget(event.target);
    }
  });

  // A plan may have thirty organisations: those further down are drawn when they come near.
  var AT_ONCE = 8;
  var waiting = window.IntersectionObserver && new IntersectionObserver(function (seen) {
    seen.forEach(function (one) {
      if (one.isIntersecting) {
        waiting.unobserve(one.target);
        draw(one.target);
      }
    });
  }, { rootMargin: "600px" });

  function drawAll(root) {
    root.querySelectorAll(".chart[data-drawing]").forEach(function (element, place) {
      if (waiting && place >= AT_ONCE) {
        waiting.observe(element);
      } else {
        draw(element);
      }
    });
  }

  if (!window.Plotly) {
    return;
  }
  registerLocales();
  drawAll(document);
  document.addEventListener("htmx:load", function (event) {
    if (event.detail.elt !== document.body) {
      drawAll(event.detail.elt);
    }
  });
  window.matchMedia("(prefers-color-scheme: dark)").addEventListener("change", function () {
    document.querySelectorAll(".chart.js-plotly-plot").forEach(draw);
  });
  window.addEventListener("beforeprint", function () {
    document.querySelectorAll(".chart[data-drawing]:not(.js-plotly-plot)").forEach(draw);
  });
})();
