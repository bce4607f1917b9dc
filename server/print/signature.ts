import { SIGNATURE_BOX } from '../../runtime/print';

/** Commands of strokes and their numbers; anything else is not drawn. */
const STROKES = /^[MLml\d\s.,-]*$/;

/** A signature as a picture. @returns null for what is no strokes */
export function signatureSvg(path: string): string | null {
  if (!STROKES.test(path)) return null;
  const { width, height } = SIGNATURE_BOX;
  const stroke = 'fill="none" stroke="#000" stroke-width="2.5" stroke-linecap="round"';
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${width} ${height}"><path d="${path}" ${stroke}/></svg>`;
}
