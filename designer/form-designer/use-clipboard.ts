import { App } from 'antd';
import { useEffect, useRef } from 'react';
import type { FormDocument } from '../../runtime/form';
import { t } from '../text';
import { type NodePath, childrenOf, nodeAt } from './form-document';
import type { ApplyEdit } from './FormDesigner';
import { looseFragmentText, pasteFragment, readFragment } from './fragment';
import { type Chosen, removeNodes } from './several-nodes';

interface ClipboardOptions {
  readonly document: FormDocument;
  readonly selected: NodePath | null;
  /** All that is chosen, `selected` among it. */
  readonly chosen: Chosen;
  /** Whether the form itself is shown, and not its preview or its text. */
  readonly isActive: boolean;
  readonly onEdit: ApplyEdit;
  readonly onSelect: (path: NodePath | null) => void;
}

export interface FormClipboard {
  readonly copy: () => void;
  readonly cut: () => void;
  readonly paste: () => void;
}

/** Where a browser does not let a page at the clipboard, the tab keeps what was copied. */
const KEPT = 'banshi-form-fragment';

/** Copy, cut and paste of parts of forms, by the usual keys and by buttons; between forms, packages and windows. */
export function useClipboard(options: ClipboardOptions): FormClipboard {
  const { message } = App.useApp();
  const latest = useRef(options);
  latest.current = options;

  const taken = (): string | null => {
    const { document, chosen } = latest.current;
    return looseFragmentText(document, chosen);
  };
  const told = (key: 'copied' | 'cutOut'): void => {
    const { document, chosen } = latest.current;
    const titles = chosen.map((path) => nodeAt(document, path)?.title ?? path.at(-1) ?? '');
    void message.success(t(key, { title: titles.join('、') }));
  };
  const removeSelected = (): void => {
    const { document, chosen, onEdit, onSelect } = latest.current;
    if (chosen.length === 0) return;
    onEdit(removeNodes(document, chosen), t('cut'));
    onSelect(null);
  };
  const put = (text: string): void => {
    const fragment = readFragment(text);
    if (fragment === null) {
      void message.info(t('nothingToPaste'));
      return;
    }
    const { document, selected, onEdit, onSelect } = latest.current;
    const pasted = pasteFragment(document, selected, fragment);
    onEdit(pasted.document, t('paste'));
    onSelect(pasted.path);
    const title =
      fragment.isLoose === true
        ? childrenOf(fragment.node)
            .map(([key, node]) => node.title ?? key)
            .join('、')
        : (fragment.node.title ?? fragment.key);
    if (pasted.missing.length === 0) void message.success(t('pasted', { title }));
    else void message.warning(t('pastedMissing', { title, names: pasted.missing.join('、') }), 8);
  };
  const actions = useRef({ taken, told, removeSelected, put });
  actions.current = { taken, told, removeSelected, put };

  useEffect(() => {
    const isOurs = (): boolean => {
      const target = document.activeElement;
      const isTyping =
        target instanceof HTMLElement &&
        (target.isContentEditable || /^(INPUT|TEXTAREA|SELECT)$/.test(target.tagName));
      const isMarked = (window.getSelection()?.toString() ?? '') !== '';
      return latest.current.isActive && !isTyping && !isMarked;
    };
    const take = (event: ClipboardEvent): void => {
      const text = isOurs() ? actions.current.taken() : null;
      if (text === null) return;
      event.clipboardData?.setData('text/plain', text);
      sessionStorage.setItem(KEPT, text);
      event.preventDefault();
      actions.current.told(event.type === 'cut' ? 'cutOut' : 'copied');
      if (event.type === 'cut') actions.current.removeSelected();
    };
    const paste = (event: ClipboardEvent): void => {
      if (!isOurs()) return;
      event.preventDefault();
      actions.current.put(event.clipboardData?.getData('text/plain') ?? '');
    };
    document.addEventListener('copy', take);
    document.addEventListener('cut', take);
    document.addEventListener('paste', paste);
    return () => {
      document.removeEventListener('copy', take);
      document.removeEventListener('cut', take);
      document.removeEventListener('paste', paste);
    };
  }, []);

  const takeOut = async (isCut: boolean): Promise<void> => {
    const text = taken();
    if (text === null) return;
    sessionStorage.setItem(KEPT, text);
    // Refused by the browser: the tab has it.
    await navigator.clipboard?.writeText(text).catch(() => undefined);
    told(isCut ? 'cutOut' : 'copied');
    if (isCut) removeSelected();
  };
  const putIn = async (): Promise<void> => {
    const kept = sessionStorage.getItem(KEPT) ?? '';
    const text = await (navigator.clipboard?.readText().catch(() => kept) ?? kept);
    put(readFragment(text) === null ? kept : text);
  };
  return {
    copy: () => void takeOut(false),
    cut: () => void takeOut(true),
    paste: () => void putIn(),
  };
}
