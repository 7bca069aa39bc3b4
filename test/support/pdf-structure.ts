import { PDFArray, PDFDict, type PDFDocument, PDFHexString, PDFName, type PDFObject, PDFRef, PDFString } from 'pdf-lib';

/** An element of a tagged PDF's structure, as a screen reader meets it. */
export interface StructureElement {
  readonly role: string;
  /** What stands for it in words; null where nothing does. */
  readonly alternative: string | null;
  /** `/Scope` of a header cell: Row or Column. */
  readonly scope: string | null;
  readonly children: readonly StructureElement[];
}

const textOf = (value: PDFObject | undefined): string | null =>
  value instanceof PDFString || value instanceof PDFHexString ? value.decodeText() : null;

/** The elements below the root of the structure tree, in reading order. */
export function structureOf(pdf: PDFDocument): StructureElement[] {
  const { context } = pdf;
  const root = pdf.catalog.lookup(PDFName.of('StructTreeRoot'), PDFDict);

  const listed = (value: PDFObject | undefined): PDFObject[] => {
    const found = value instanceof PDFRef ? context.lookup(value) : value;
    if (found instanceof PDFArray)
      return found.asArray().map((one) => (one instanceof PDFRef ? (context.lookup(one) ?? one) : one));
    return found === undefined ? [] : [found];
  };

  function scopeOf(element: PDFDict): string | null {
    for (const attributes of listed(element.get(PDFName.of('A'))))
      if (attributes instanceof PDFDict) {
        const scope = attributes.lookup(PDFName.of('Scope'));
        if (scope instanceof PDFName) return scope.decodeText();
      }
    return null;
  }

  // Numbers are marked content, dictionaries without a role references to objects on a page.
  const elementsIn = (parent: PDFDict): StructureElement[] =>
    listed(parent.get(PDFName.of('K'))).flatMap((kid) => {
      const role = kid instanceof PDFDict ? kid.lookup(PDFName.of('S')) : undefined;
      if (!(kid instanceof PDFDict) || !(role instanceof PDFName)) return [];
      return [
        {
          role: role.decodeText(),
          alternative: textOf(kid.lookup(PDFName.of('Alt'))),
          scope: scopeOf(kid),
          children: elementsIn(kid),
        },
      ];
    });

  return elementsIn(root);
}

/** Elements and all below them, in reading order. */
export function withDescendants(elements: readonly StructureElement[]): StructureElement[] {
  return elements.flatMap((element) => [element, ...withDescendants(element.children)]);
}

/** The fonts that pages draw with: their names, and whether the file carries them. */
export function fontsOf(pdf: PDFDocument): { readonly name: string; readonly embedded: boolean }[] {
  return pdf.context.enumerateIndirectObjects().flatMap(([, object]) => {
    if (!(object instanceof PDFDict) || object.lookup(PDFName.of('Type'))?.toString() !== '/FontDescriptor') return [];
    const name = object.lookup(PDFName.of('FontName'));
    const embedded = ['FontFile', 'FontFile2', 'FontFile3'].some((file) => object.has(PDFName.of(file)));
    return name instanceof PDFName ? [{ name: name.decodeText(), embedded }] : [];
  });
}
