// A chart as a file to hand on: its drawing, above it what it shows, below it what its marks mean and where it comes from.

const WIDTH = 1000;
const EDGE = 24;
const SIZES = { title: 22, subtitle: 15, line: 13 };
const ruler = document.createElement('canvas').getContext('2d');
const wide = (text, font) => {
  ruler.font = font;
  return ruler.measureText(text).width;
};
// Words fill a line; one that is longer than a line, such as an address, is cut.
const cut = (word, font, most) => [...word].reduce((parts, letter) => (
  wide(parts.at(-1) + letter, font) <= most ? [...parts.slice(0, -1), parts.at(-1) + letter] : [...parts, letter]), ['']);
const wrapped = (text, font, most) => text.split(' ').flatMap((word) => (wide(word, font) > most ? cut(word, font, most) : [word]))
  .reduce((lines, word) => {
    const longer = lines.length ? `${lines.at(-1)} ${word}` : word;
    return lines.length && wide(longer, font) <= most ? [...lines.slice(0, -1), longer] : [...lines, word];
  }, []);
const SIGNS = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' };
const safe = (text) => text.replace(/[&<>"]/g, (sign) => SIGNS[sign]);

// Lines of text from a height on; gives their markup and the height below them.
const written = (texts, from, family) => texts.filter(({ text }) => text).reduce(({ markup, below }, { text, size, weight, colour }) => {
  const lines = wrapped(text, `${weight} ${size}px ${family}`, WIDTH - 2 * EDGE);
  const rows = lines.map((line, place) => `<text x="${EDGE}" y="${below + (place + 1) * size * 1.4}" font-size="${size}"`
    + ` font-weight="${weight}" fill="${colour}">${safe(line)}</text>`);
  return { markup: markup + rows.join(''), below: below + lines.length * size * 1.4 + size * 0.4 };
}, { markup: '', below: from });

// The whole picture as SVG; [markup, height].
const composed = async (Plotly, { figure, caption, locale }) => {
  const { font, height, hoverlabel } = figure.layout;
  const muted = figure.layout.modebar.color;
  const width = WIDTH - 2 * EDGE;
  const address = await Plotly.toImage({ data: figure.data, config: { locale }, layout: { ...figure.layout, autosize: false, width } },
    { format: 'svg', width, height });
  const drawing = decodeURIComponent(address.slice(address.indexOf(',') + 1));
  const head = written([
    { text: caption.title, size: SIZES.title, weight: 700, colour: font.color },
    { text: caption.subtitle, size: SIZES.subtitle, weight: 400, colour: muted },
  ], EDGE / 2, font.family);
  const foot = written(caption.lines.map((text) => ({ text, size: SIZES.line, weight: 400, colour: muted })), head.below + height, font.family);
  const whole = Math.ceil(foot.below + EDGE / 2);
  return [`<svg xmlns="http://www.w3.org/2000/svg" width="${WIDTH}" height="${whole}" viewBox="0 0 ${WIDTH} ${whole}"`
    + ` font-family="${safe(font.family)}"><rect width="100%" height="100%" fill="${hoverlabel.bgcolor}"/>${head.markup}`
    + drawing.replace('<svg', `<svg x="${EDGE}" y="${head.below}"`) + `${foot.markup}</svg>`, whole];
};
const saved = (blob, name) => {
  const link = document.createElement('a');
  link.href = URL.createObjectURL(blob);
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 10000);
};
const painted = async (markup, height) => {
  const image = new Image();
  image.src = `data:image/svg+xml;charset=utf-8,${encodeURIComponent(markup)}`;
  await image.decode();
  const canvas = Object.assign(document.createElement('canvas'), { width: 2 * WIDTH, height: 2 * height });
  canvas.getContext('2d').drawImage(image, 0, 0, canvas.width, canvas.height);
  return new Promise((done) => { canvas.toBlob(done, 'image/png'); });
};
// The buttons below a chart that hand out its picture.
const offerPictures = (Plotly, frame, data, locale) => {
  const offered = frame.querySelector('.party-pictures');
  offered.hidden = !data.caption;
  offered.querySelectorAll('button').forEach((button) => {
    const { form } = button.dataset;
    button.textContent = data.pictures[form];
    button.onclick = async () => {
      const [markup, height] = await composed(Plotly, { ...data, locale });
      const blob = form === 'svg' ? new Blob([markup], { type: 'image/svg+xml' }) : await painted(markup, height);
      saved(blob, `${data.caption.name}.${form}`);
    };
  });
};
