/** Reads and checks one list for the server, in a process of its own: ten thousand rows take seconds of one CPU. */
import {
  type FormAccess,
  type FormContext,
  type FormDocument,
  compileForm,
} from '../../runtime/form';
import { type ReadList, readList } from './read-list';

export interface ListOrder {
  readonly bytes: Buffer;
  readonly document: FormDocument;
  readonly access: FormAccess;
  readonly context: FormContext;
}

export type ListAnswer =
  | { readonly kind: 'progress'; readonly checked: number; readonly all: number }
  | { readonly kind: 'read'; readonly list: ReadList };

process.once('message', ({ bytes, document, access, context }: ListOrder) => {
  const parameters = Object.keys(context.params);
  const { form, problems } = compileForm(document, { parameters });
  if (form === undefined) throw new Error(`the form does not compile: ${JSON.stringify(problems)}`);
  const tell = (answer: ListAnswer): void => void process.send?.(answer);
  void readList(Buffer.from(bytes), form, access, context, (checked, all) =>
    tell({ kind: 'progress', checked, all }),
  ).then((list) => {
    process.send?.({ kind: 'read', list } satisfies ListAnswer, () => process.exit(0));
  });
});
process.on('disconnect', () => process.exit(0));
process.on('SIGINT', () => undefined);
