/** A style sheet of `templates/` without its line breaks: a page carries it whole. Its strings hold neither braces nor semicolons with blanks. */
export function compactCss(css: string): string {
  return css
    .replace(/\/\*.*?\*\//gs, '')
    .replace(/\s+/g, ' ')
    .replace(/ ?([{};]) ?/g, '$1')
    .trim();
}

/** A script of `templates/` without indentation and comments that stand on a line of their own. */
export function compactScript(script: string): string {
  return script
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '' && !line.startsWith('//'))
    .join('\n');
}
