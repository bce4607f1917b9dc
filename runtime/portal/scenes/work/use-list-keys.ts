import { useEffect } from 'react';

interface ListKeys {
  readonly ids: readonly string[];
  readonly chosen: string | undefined;
  readonly onChoose: (id: string) => void;
  readonly onOpen: (id: string) => void;
}

/** j and k walk a list, Enter opens; silent while the person types or a dialog is open. */
export function useListKeys({ ids, chosen, onChoose, onOpen }: ListKeys): void {
  useEffect(() => {
    const listen = (event: KeyboardEvent) => {
      if (event.ctrlKey || event.metaKey || event.altKey || isBusy(event.target)) return;
      const at = chosen === undefined ? -1 : ids.indexOf(chosen);
      if (event.key === 'j' || event.key === 'k') {
        const next = ids[event.key === 'j' ? at + 1 : at - 1];
        if (next !== undefined) onChoose(next);
      } else if (event.key === 'Enter' && event.target === document.body && chosen !== undefined) {
        onOpen(chosen);
      }
    };
    document.addEventListener('keydown', listen);
    return () => document.removeEventListener('keydown', listen);
  }, [ids, chosen, onChoose, onOpen]);
}

function isBusy(target: EventTarget | null): boolean {
  if (document.querySelector('.ant-modal-wrap:not([style*="display: none"])') !== null) return true;
  return (
    target instanceof HTMLElement &&
    target.closest('input, textarea, select, [contenteditable], [role="combobox"]') !== null
  );
}
