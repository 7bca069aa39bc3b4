const TAG = /<[a-z][^>]*>/g;
/** A quoted value that needs no quotes; before a slash it would swallow it. */
const PLAIN = /="([\w#.-]+)"(?=[ >])/g;

/**
 * The body of a page of our own in a fifth fewer letters, the same document to whoever reads it: without the end tags and the quotes that HTML
 * lets one leave out, and without line breaks between tags. Texts are escaped in it, so that all that looks like a tag is one.
 */
export function thin(body: string): string {
  return body
    .replace(/<\/(?:td|th|tr|li|dt|dd)>/g, '')
    .replace(/>\n+/g, '>')
    .replace(/\n+</g, '<')
    .replace(TAG, (tag) => tag.replace(PLAIN, '=$1'));
}
