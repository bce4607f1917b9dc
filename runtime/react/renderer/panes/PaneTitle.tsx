import { Tag } from 'antd';
import { useProblemCount } from '../form-view-context';
import { useFormText } from '../text';
import type { Pane } from './use-panes';

/** A pane's title with how much is wrong in it. */
export function PaneTitle({ pane }: { readonly pane: Pane }) {
  const t = useFormText();
  const count = useProblemCount(pane.places);
  return (
    <>
      <span className="banshi-pane-title">{pane.field.title}</span>
      {count === 0 ? null : (
        <Tag color="error" className="banshi-pane-problems">
          {t('problems', { count })}
        </Tag>
      )}
    </>
  );
}

/** What the author says about a pane, above what is in it. */
export function PaneHelp({ pane }: { readonly pane: Pane }) {
  const { description } = pane.field.schema;
  return description === undefined ? null : <p className="banshi-help">{description}</p>;
}
