const ESCAPES: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};

/** Text safe inside an element or a quoted attribute. */
export function escapeXml(text: string): string {
  return text.replace(/[&<>"']/g, (character) => ESCAPES[character] ?? character);
}

type Attributes = Readonly<Record<string, string | number>>;

/** A coordinate with at most one decimal, so that equal data give equal text. */
export function coordinate(value: number): number {
  return Math.round(value * 10) / 10;
}

/** An element; numbers are rounded, texts escaped. The content must be markup already. */
export function element(name: string, attributes: Attributes, content = ''): string {
  const written = Object.entries(attributes)
    .map(([key, value]) => ` ${key}="${typeof value === 'number' ? coordinate(value) : escapeXml(value)}"`)
    .join('');
  return content === '' ? `<${name}${written}/>` : `<${name}${written}>${content}</${name}>`;
}

export interface Described {
  readonly title: string;
  readonly description: string;
}

/** A bar in the fewest letters, for a page holds thousands: a stroke, as thick as the style sheet says for its kind. */
export function bar(kind: string, x: number, y: number, width: number): string {
  return element('path', { class: kind, d: `M${coordinate(x)} ${y}h${coordinate(width)}` });
}

/** A mark that stands across a bar. */
export function mark(kind: string, x: number, y: number, height: number): string {
  return element('path', { class: kind, d: `M${coordinate(x)} ${y}v${height}` });
}

/** A chart as an image with a title and a description; its size is that of its view box unless the style sheet says otherwise. */
export function chart(kind: string, width: number, height: number, { title, description }: Described, content: string) {
  const words = element('title', {}, escapeXml(title)) + element('desc', {}, escapeXml(description));
  return element('svg', { class: `chart ${kind}`, role: 'img', viewBox: `0 0 ${width} ${height}` }, words + content);
}
