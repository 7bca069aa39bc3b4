/** An attribute's value that needs no quotes; before a slash it would swallow it. Texts have no quotes, for they are escaped. */
const PLAIN = /="([\w#.-]+)"(?=[ >])/g;

/**
 * The body of a page of our own in a fifth fewer letters, the same document to whoever reads it: without the end tags and the quotes that HTML
 * lets one leave out, and without line breaks between tags.
 */
export function thin(body: string): string {
  return body
    .replace(/<\/(?:t[dhr]|li|d[dt])>/g, '')
    .replace(/>\n+/g, '>')
    .replace(PLAIN, '=$1');
}
