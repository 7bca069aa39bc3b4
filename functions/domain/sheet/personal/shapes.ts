import type { Cell } from '../grid.ts';
import { latinDigits } from '../headers/key.ts';
import type { PersonalKind } from './words.ts';

const MAIL = /^(mailto:)?[^\s@,;:]{1,64}@[^\s@,;:]+\.[\p{L}]{2,}$/iu;
/** Written as telephone numbers are and figures are not: with a country's prefix, or a nought in front. */
const PLAIN_PHONE = /^(\+|00)[\d\s().\-/]{7,22}$|^\(?0\d{1,4}\)?[\s.\-/]?\d[\d\s.\-/]{5,16}$/;
const PHONE = /^[+(]?[\d\s().\-/]{7,24}$/;
const NAME = /^[\p{L}\p{M}'’.\-\s]{2,60}$/u;
const CAPITALISED =
  /^(\p{Lu}[\p{L}\p{M}'’.-]*|\p{Script=Arabic}[\p{L}\p{M}'’.-]*|de|da|del|la|al|el|bin|ben|ould|van|von)$/u;
const ID = /^(?=(.*\d){3})[\p{L}\d][\p{L}\d\s./-]{3,29}$/u;
const DATE = /^\d{1,4}[-/.\s]\d{1,2}[-/.\s]\d{2,4}$/;

const digitsIn = (text: string): number => text.replace(/\D/g, '').length;

export function isMail(text: string): boolean {
  return text.includes('@') && MAIL.test(text);
}

/** A telephone number whatever stands above it. */
export function isPlainPhone(text: string): boolean {
  const plain = latinDigits(text);
  const digits = digitsIn(plain);
  return digits >= 8 && digits <= 15 && PLAIN_PHONE.test(plain);
}

/** Two to five words as a person's name is written. */
export function isPlainName(text: string): boolean {
  const words = text.split(/\s+/);
  return words.length >= 2 && words.length <= 5 && NAME.test(text) && words.every((word) => CAPITALISED.test(word));
}

function isYear(text: string): boolean {
  return /^(19|20)\d\d$/.test(text);
}

/** Whether a cell is what its header says it holds. */
export function isOfKind(kind: PersonalKind, cell: Cell, text: string): boolean {
  switch (kind) {
    case 'mail':
      return isMail(text);
    case 'phone': {
      const plain = latinDigits(text);
      return digitsIn(plain) >= 7 && digitsIn(plain) <= 15 && PHONE.test(plain);
    }
    case 'name':
      return NAME.test(text) && text.split(/\s+/).length <= 6;
    case 'id':
      return ID.test(latinDigits(text));
    case 'birth': {
      const isDate = typeof cell === 'object' && cell?.kind === 'date';
      return isDate || DATE.test(latinDigits(text)) || isYear(latinDigits(text));
    }
    default:
      return kind satisfies never;
  }
}
