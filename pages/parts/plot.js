// One chart of the dashboard: Plotly.react changes it in place, the keys move over its marks, a screen reader is told them.

const load = (name) => (window.partyMetricsPlotly ??= new Promise((done, failed) => {
  const script = document.createElement('script');
  script.src = new URL(name, document.baseURI).href;
  script.onload = () => {
    // a tile whose colour is a number is told as a mistake at each drawing, with all calls that led there
    window.Plotly.setPlotConfig({ logging: 0 });
    done(window.Plotly);
  };
  script.onerror = failed;
  document.head.append(script);
}));

// A narrow screen -----------------------------------------------------------------------------------------------------
// Long names are folded; marks have the labels for which there is room, as the figure tells them in narrowText.
const fold = (name, most = 26) => name.replaceAll('<br>', ' ').split(' ').reduce((lines, word) => {
  const longer = `${lines.at(-1)} ${word}`;
  return lines.length && longer.length <= most ? [...lines.slice(0, -1), longer] : [...lines, word];
}, []).join('<br>');
const letters = (text) => text.replace(/<[^>]*>/g, '').length;
// How wide a letter of a name beside the plot is, in pixels.
const LETTER = 5.5;
// How many letters wide the names of an axis are.
const namesWide = (axis) => Math.max(0, ...(axis.ticktext ?? []).flatMap((name) => name.split('<br>').map(letters)));
const LETTERS = { '&lt;': '<', '&gt;': '>', '&amp;': '&' };
// How wide a text is in a font of one pixel.
const pen = document.createElement('canvas').getContext('2d');
const widthOf = (text, family) => {
  pen.font = `100px ${family}`;
  return pen.measureText(text.replace(/&(lt|gt|amp);/g, (sign) => LETTERS[sign])).width / 100;
};
// Tiles keep their words within them: a name is folded where it must be, what a figure is marked by stands above it where beside it
// is no room, a number that is still too wide is written smaller, and tiles are as high as the one with most lines.
const LINE = 1.3;
const tiles = (figure, width) => {
  const { margin, xaxis, yaxis, font, height } = figure.layout;
  const side = figure.data[0].width;
  const room = side * (width - margin.l - margin.r) / (xaxis.range[1] - xaxis.range[0]) - 2;
  const rows = yaxis.range[0] - yaxis.range[1];
  const most = Math.min(12, Math.max(9, room / 7));
  const long = (line) => widthOf(line, font.family);
  const fits = (line) => long(line) * most <= room;
  const folded = (text) => text.split('<br>').flatMap((line, place) => (fits(line) ? [line]
    : place ? line.replace(/^([◆✕▲○✚]+) /, '$1<br>').split('<br>')
      : line.split(' ').reduce((lines, word) => (lines.length && fits(`${lines.at(-1)} ${word}`)
        ? [...lines.slice(0, -1), `${lines.at(-1)} ${word}`] : [...lines, word]), [])));
  const labels = figure.data.map((trace) => trace.text.map(folded));
  const size = (lines) => Math.max(6, Math.min(most, room / Math.max(...lines.map(long))));
  const needed = Math.max(...labels.flat().map((lines) => lines.length)) * most * LINE + 4;
  return {
    data: figure.data.map((trace, place) => ({ ...trace, constraintext: 'none', text: labels[place].map((lines) => lines.join('<br>')),
      textfont: { ...trace.textfont, size: labels[place].map(size) } })),
    layout: { ...figure.layout, uniformtext: { mode: false },
      height: Math.max(height, rows * needed / side + margin.t + margin.b) },
  };
};
// How far an axis must reach to one side for the longest bar there with its number, in a plot of so many pixels.
const reach = (data, side, pixels) => Math.max(0, ...data.flatMap((trace) => trace.textposition !== 'outside' ? []
  : trace.x.map((x, place) => (side * x) / Math.max(0.2, 1 - (Math.max(...trace.text[place].split('<br>').map(letters)) * 6.4 + 4) / pixels))));
const narrow = (figure, width) => {
  if (figure.tiles) return tiles(figure, width);
  const axis = figure.layout.yaxis;
  const names = axis.ticktext?.map((name) => fold(name));
  const beside = namesWide({ ticktext: names }) * LETTER;
  const across = figure.layout.xaxis;
  const isOutside = (trace) => trace.textposition === 'outside';
  // where there are bars to both sides, each has half of what the names leave
  const pixels = (width - beside - 30) / (figure.data.some(isOutside) && across.range[0] < 0 ? 2 : 1);
  const data = figure.data.map((trace, place) => ({
    ...trace,
    ...(trace.mode === 'markers+text' && !figure.keepText && !figure.narrowText && { mode: 'markers' }),
    ...figure.narrowText?.[place],
    // a number keeps all its words, on as many lines as they need
    ...(isOutside(trace) && { textfont: { ...trace.textfont, size: 11 }, text: trace.text.map((text) => fold(text, pixels / 10)) }),
    ...(trace.name && { name: fold(trace.name, 36) }),
  }));
  const yaxis = names ? { ...axis, ticktext: names, tickfont: { ...axis.tickfont, size: 10 } } : axis;
  const title = { ...across.title, ...(across.title?.text && { text: fold(across.title.text, 40) }) };
  const xaxis = { ...across, title, ...(across.nticks && { nticks: 4 }) };
  const outside = data.filter(isOutside);
  if (outside.length) {
    xaxis.range = [across.range[0] < 0 ? -reach(data, -1, pixels) : 0, Math.max(reach(data, 1, pixels), across.range[1] / 2)];
    if (across.ticksuffix) Object.assign(xaxis, { tickvals: across.tickvals.filter((_, place) => place % 2 === 0), tickangle: 0 });
  } else if (figure.keepText) xaxis.range = [across.range[0] * 1.15, across.range[1] * 1.12];
  const { margin, height } = figure.layout;
  const lines = (texts) => Math.max(0, ...texts.map((text) => text.split('<br>').length));
  const row = Math.max(lines(names ?? []) * 13, lines(outside.flatMap((trace) => trace.text)) * 14.5) + 4;
  // rows are as high as the one with most lines, where bars have names
  const high = outside.length && names ? names.length * row + (margin.t ?? 0) + 50 : 0;
  const layout = { ...figure.layout, xaxis, yaxis, height: Math.max(height, high) };
  for (const [name, change] of Object.entries(figure.narrow ?? {}))
    layout[name] = change?.constructor === Object ? { ...layout[name], ...change } : change;
  // years: about six of them, the last one among them
  for (const name of Object.keys(layout).filter((one) => one.startsWith('xaxis') && layout[one].tickmode === 'array')) {
    const { tickvals } = layout[name];
    const step = Math.ceil(tickvals.length / 6);
    layout[name] = { ...layout[name], tickvals: tickvals.filter((_, place) => (tickvals.length - 1 - place) % step === 0) };
  }
  return { data, layout };
};

// How many lines the legend has above or below the plot; as Plotly does, in columns as wide as the longest name, no wider in all
// than the plot.
const legendLines = ({ data, layout }, whole) => {
  const names = data.filter((trace) => layout.showlegend && trace.name && trace.showlegend !== false)
    .map((trace) => trace.name.split('<br>'));
  if (!names.length || layout.legend.orientation !== 'h') return 0;
  const width = whole - namesWide(layout.yaxis) * LETTER;
  const widths = names.map((lines) => 50 + 7 * Math.max(...lines.map(letters)));
  if (widths.reduce((sum, one) => sum + one) <= width) return 1;
  const columns = Math.max(1, Math.floor(width / Math.max(...widths)));
  return Math.ceil(names.length / columns) * Math.max(...names.map((lines) => lines.length));
};
// Two lines of a legend have their room; each further one makes the chart higher, else nothing is left for the plot.
const fitted = (figure, width) => {
  const { data, layout } = width > 600 ? figure : narrow(figure, width);
  const more = Math.max(0, legendLines({ data, layout }, width) - 2);
  if (!more) return { data, layout };
  // all of it is seen: a legend has no scroll bar
  return { data, layout: { ...layout, height: layout.height + 26 * more, legend: { ...layout.legend, maxheight: 1 } } };
};

// The marks that the keys reach ---------------------------------------------------------------------------------------
const axisOf = (chart, id) => chart._fullLayout[`${id[0]}axis${id.slice(1)}`];
const words = (text) => (text ?? '').replace(/<br>/g, '; ').replace(/<[^>]*>/g, '').replace(/&(lt|gt|amp);/g, (sign) => LETTERS[sign]);
const between = (axis, one, other) => {
  const ends = [axis.c2p(one, true), axis.c2p(other, true)].sort((a, b) => a - b);
  return ends.map((end) => end + axis._offset);
};
const around = (axis, value) => [axis.c2p(value) + axis._offset - 7, axis.c2p(value) + axis._offset + 7];

// The place of each mark of a trace in pixels: [left, right] and [top, bottom].
const spread = (mark, trace, across, down) => {
  if (trace.type !== 'bar') return { x: around(across, mark.x), y: around(down, mark.y) };
  const [along, beside] = trace.orientation === 'h' ? [across, down] : [down, across];
  const [length, width] = [between(along, mark.s0, mark.s1), between(beside, mark.p0, mark.p1)];
  return trace.orientation === 'h' ? { x: length, y: width } : { x: width, y: length };
};
const marksOf = (chart, marks, curve) => {
  const { trace } = marks[0];
  if (trace.visible !== true || trace.hoverinfo === 'skip') return [];
  const [across, down] = [axisOf(chart, trace.xaxis), axisOf(chart, trace.yaxis)];
  const found = marks.map((mark, at) => ({
    point: { pointNumber: at },
    ...spread(mark, trace, across, down),
    text: words(trace.hovertext?.[at]),
    key: trace.customdata?.[at],
  }));
  // many series may be one trace, which says whose each of its points is
  const line = (at) => (trace.type === 'scatter' ? trace.meta?.series?.[at] ?? curve : -1);
  return found.filter((one) => one.text && [...one.x, ...one.y].every(Number.isFinite))
    .map((one) => ({ ...one, curve, subplot: trace.xaxis + trace.yaxis, line: line(one.point.pointNumber) }));
};
// In the order of reading: lines one after the other; what stands in rows row by row.
const inOrder = (one, other) => one.line - other.line
  || (one.line < 0 && Math.abs(one.y[0] - other.y[0]) > 3 ? one.y[0] - other.y[0] : one.x[0] - other.x[0]);
const reachable = (chart) => chart.calcdata.flatMap((marks, curve) => marksOf(chart, marks, curve)).sort(inOrder);

// The mark above (-1) or below (1): the nearest, those in the same column first.
const gap = (one, other) => Math.max(0, one[0] - other[1], other[0] - one[1]);
const middle = ([from, to]) => (from + to) / 2;
const vertical = (marks, from, way) => {
  const away = (mark) => way * (middle(mark.y) - middle(marks[from].y));
  const cost = (mark) => away(mark) + 4 * gap(mark.x, marks[from].x);
  const beyond = marks.filter((mark) => away(mark) > 1);
  return beyond.length ? marks.indexOf(beyond.reduce((best, mark) => (cost(mark) < cost(best) ? mark : best))) : from;
};
const MOVES = {
  ArrowRight: (marks, from) => Math.min(from + 1, marks.length - 1),
  ArrowLeft: (marks, from) => (from < 0 ? marks.length - 1 : Math.max(from - 1, 0)),
  ArrowDown: (marks, from) => (from < 0 ? 0 : vertical(marks, from, 1)),
  ArrowUp: (marks, from) => (from < 0 ? marks.length - 1 : vertical(marks, from, -1)),
  Home: () => 0,
  End: (marks) => marks.length - 1,
};

// Where the reader stands is kept with the chart: the choice of a mark runs the page and this script again.
const listen = (Plotly, frame, place, click) => {
  const [ring, said] = [frame.querySelector('.party-ring'), frame.querySelector('[role=status]')];
  const here = (place.here ??= { marks: [], from: -1 });
  // away from the chart, as when its sources are read: who comes back goes on where he or she stood
  const away = () => {
    ring.hidden = true;
    said.textContent = '';
    Plotly.Fx.unhover(place);
  };
  const leave = () => {
    here.from = -1;
    away();
  };
  const go = (to) => {
    here.from = to;
    const { x, y, curve, point, subplot, text } = here.marks[to];
    Object.assign(ring.style, { left: `${x[0] - 4}px`, top: `${y[0] - 4}px`,
      width: `${x[1] - x[0] + 8}px`, height: `${y[1] - y[0] + 8}px` });
    ring.hidden = false;
    ring.scrollIntoView({ block: 'nearest', inline: 'nearest' });
    Plotly.Fx.hover(place, [{ curveNumber: curve, ...point }], subplot);
    said.textContent = text;
  };
  const move = (to) => {
    here.marks = reachable(place);
    if (here.marks.length) go(to(here.marks, Math.min(here.from, here.marks.length - 1)));
  };
  const act = (key) => {
    const mark = here.marks[here.from];
    if (key === 'Escape') leave();
    else if (MOVES[key]) move(MOVES[key]);
    else if (mark?.key) click(mark.key);
  };
  place.onkeydown = (event) => {
    const ours = event.key in MOVES || [' ', 'Enter'].includes(event.key) || (event.key === 'Escape' && here.from >= 0);
    if (event.target !== place || event.ctrlKey || event.altKey || event.metaKey || !ours) return;
    event.preventDefault();
    event.stopPropagation();
    act(event.key);
  };
  place.onblur = away;
  place.onfocus = () => here.from < 0 || move((marks, from) => from);
  // drawn anew: the ring follows its mark, or goes with it
  if (here.from < 0 || !place.matches(':focus')) return;
  const before = here.marks[here.from].text;
  here.marks = reachable(place);
  if (here.marks[here.from]?.text === before) go(here.from);
  else leave();
};

// Buttons of our own --------------------------------------------------------------------------------------------------
const ARROWS = 'M3 3h7v2H6.4L11 9.6 9.6 11 5 6.4V10H3zM21 3v7h-2V6.4L14.4 11 13 9.6 17.6 5H14V3z'
  + 'M3 21v-7h2v3.6L9.6 13 11 14.4 6.4 19H10v2zM21 21h-7v-2h3.6L13 14.4 14.4 13 19 17.6V14h2z';
const fullScreen = (frame, title) => ({
  name: 'fullscreen',
  title,
  icon: { width: 24, height: 24, path: ARROWS },
  click: () => (document.fullscreenElement ? document.exitFullscreen() : frame.requestFullscreen()),
});

// What a chart must have in common with the one before it to be changed in place; empty where it cannot: the room of a legend that
// goes, or becomes another, stays beside the plot.
const formOf = ({ data, layout }, words) => (layout.showlegend ? '' : JSON.stringify([words, layout.height, layout.margin,
  Object.keys(layout).sort(), [...new Set(data.map((trace) => trace.type))].sort()]));

export default function (component) {
  const { parentElement, setTriggerValue } = component;
  const [frame, place] = ['.party-frame', '.party-chart'].map((name) => parentElement.querySelector(name));
  place.chosen = (key) => setTriggerValue('clicked', key);
  const text = new TextDecoder().decode(component.data);
  // the same is told in every run in which nothing of the chart changes
  if (place.told === text) return;
  place.told = text;
  const data = JSON.parse(text);
  const hint = parentElement.querySelector('.party-hint');
  place.style.height = data.figure.layout.height + 'px';
  // the arrow keys belong to the chart, a screen reader keeps them otherwise for itself
  place.setAttribute('role', 'application');
  place.setAttribute('aria-roledescription', data.kind);
  place.setAttribute('aria-label', data.alt);
  place.setAttribute('aria-describedby', hint.id = `hint-${data.key}`);
  place.tabIndex = 0;
  hint.textContent = data.hint;
  load(data.script).then(async (Plotly) => {
    if (!place.isConnected) {
      // drawn once it stands in the page
      place.told = undefined;
      return;
    }
    // a name of our own: Plotly falls back to its "en" for what this one leaves out
    const locale = `party-${data.language}`;
    Plotly.register({ moduleType: 'locale', name: locale, dictionary: data.words,
      format: { decimal: data.signs[0], thousands: data.signs[1], grouping: [3], currency: ['', ''] } });
    const draw = () => {
      const figure = fitted(data.figure, place.clientWidth);
      // another button is another option to Plotly, which then draws all anew, at twice the time
      const form = formOf(figure, data.fullScreen);
      if (!form || place.form !== form) Object.assign(place, { form, fullScreen: fullScreen(frame, data.fullScreen) });
      const full = document.fullscreenElement === frame;
      const height = full ? Math.max(figure.layout.height, frame.clientHeight - 32) : figure.layout.height;
      place.style.height = `${height}px`;
      return Plotly.react(place, figure.data, { ...figure.layout, height }, {
        ...data.config,
        modeBarButtonsToRemove: [...data.config.modeBarButtonsToRemove, 'toImage'],
        modeBarButtonsToAdd: document.fullscreenEnabled ? [place.fullScreen] : [],
        locale,
      });
    };
    await draw();
    // the label, the keys and the table below tell what the drawing shows
    place.querySelectorAll('.svg-container svg.main-svg').forEach((drawing) => drawing.setAttribute('aria-hidden', 'true'));
    place.dataset.drawn = data.stamp || 'drawn';
    const click = (key) => place.chosen(key);
    place.removeAllListeners?.('plotly_click');
    place.on?.('plotly_click', (event) => {
      const key = event.points?.[0]?.customdata;
      if (key) click(key);
    });
    listen(Plotly, frame, place, click);
    offerPictures(Plotly, frame, data, locale);
    frame.onfullscreenchange = () => draw().then(() => listen(Plotly, frame, place, click));
  }).catch(() => {
    place.told = undefined;
    place.textContent = data.failed;
  });
}
