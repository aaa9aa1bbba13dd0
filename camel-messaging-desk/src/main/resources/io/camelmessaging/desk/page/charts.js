'use strict';

/* Bars over time, one chart for each provider. */
const OUTCOMES = ['accepted', 'rejected', 'unavailable', 'unknown'];
const SVG = 'http://www.w3.org/2000/svg';
const CHART_HEIGHT = 60;

function chartLabels() {
  return OUTCOMES.map((outcome) => {
    const label = document.createElement('li');
    label.className = outcome;
    label.textContent = outcome === 'unknown' ? 'in doubt' : outcome;
    return label;
  });
}

function svgElement(name, attributes) {
  const made = document.createElementNS(SVG, name);
  for (const [attribute, value] of Object.entries(attributes)) made.setAttribute(attribute, value);
  return made;
}

/** How many were sent, as a chart and in words for those who cannot see it. */
function chart(provider, buckets, highest, from, to, clock) {
  const figure = document.createElement('figure');
  const caption = document.createElement('figcaption');
  const name = document.createElement('strong');
  name.textContent = provider;
  const totals = {};
  for (const outcome of OUTCOMES) totals[outcome] = buckets.reduce((sum, bucket) => sum + bucket[outcome], 0);
  const words = OUTCOMES.filter((outcome) => totals[outcome] > 0)
    .map((outcome) => totals[outcome].toLocaleString() + ' ' + (outcome === 'unknown' ? 'in doubt' : outcome)).join(', ') || 'none';
  const summary = document.createElement('span');
  summary.textContent = words;
  caption.append(name, summary);
  const drawing = svgElement('svg', {
    viewBox: '0 0 ' + buckets.length + ' ' + CHART_HEIGHT, preserveAspectRatio: 'none', role: 'img', 'aria-label': provider + ': ' + words,
  });
  drawing.append(svgElement('line', { x1: 0, x2: buckets.length, y1: CHART_HEIGHT - 0.5, y2: CHART_HEIGHT - 0.5 }));
  buckets.forEach((bucket, index) => {
    let top = CHART_HEIGHT;
    for (const outcome of OUTCOMES) {
      if (bucket[outcome] > 0) {
        // what happened once is seen beside what happened a thousand times
        const height = Math.max(1.5, bucket[outcome] / highest * (CHART_HEIGHT - 4));
        top -= height;
        drawing.append(svgElement('rect', { class: outcome, x: index + 0.08, y: Math.max(0, top), width: 0.84, height }));
      }
    }
  });
  const axis = document.createElement('div');
  axis.className = 'axis';
  axis.setAttribute('aria-hidden', 'true');
  for (const text of [clock(from), 'at most ' + highest.toLocaleString() + ' an hour', clock(to)]) {
    const mark = document.createElement('span');
    mark.textContent = text;
    axis.append(mark);
  }
  figure.append(caption, drawing, axis);
  return figure;
}

function charts(rates, clock) {
  return rates.providers.map((provider) => {
    const highest = Math.max(1, ...provider.buckets.map((bucket) => OUTCOMES.reduce((sum, outcome) => sum + bucket[outcome], 0)));
    return chart(provider.provider, provider.buckets, highest, rates.from, rates.to, clock);
  });
}
