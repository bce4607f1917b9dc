import type { FormContext, FormModel, Values } from '../form';
import { paperText } from './paper-text';
import type { PrintParagraph, PrintPart } from './print-document';
import { valueAt } from './value-at';

const PLACE = /(\{[\w.]+\})/;

/** The paragraphs of a letter, their places filled. @param values null on an empty form */
export function letterParagraphs(
  form: FormModel,
  values: Values | null,
  context: FormContext,
): readonly PrintParagraph[] {
  const { salutation, paragraphs = [] } = form.document.print ?? {};
  const part = (text: string): PrintPart => {
    const path = PLACE.test(text) ? text.slice(1, -1) : undefined;
    if (path === undefined) return { text, isPlace: false };
    const field = form.byPath.get(path);
    if (field === undefined || values === null) return { text: '', isPlace: true };
    const filled = paperText(field, valueAt(values, path), context);
    return { text: filled, isPlace: true };
  };
  const paragraph = (text: string, isIndented: boolean): PrintParagraph => ({
    kind: 'paragraph',
    isIndented,
    parts: text
      .split(PLACE)
      .filter((one) => one !== '')
      .map(part),
  });
  return [
    ...(salutation === undefined ? [] : [paragraph(salutation, false)]),
    ...paragraphs.map((text) => paragraph(text, true)),
  ];
}
