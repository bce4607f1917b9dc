import { Tabs } from 'antd';
import { useState } from 'react';
import { inputId } from '../FieldFrame';
import { useFormView } from '../form-view-context';
import { PaneHelp, PaneTitle } from './PaneTitle';
import type { PaneHolderProps } from './pane-holder-props';
import { usePanes } from './use-panes';

/** Panes behind tabs. */
export function TabPanes({ field, path, prefix, renderPane }: PaneHolderProps) {
  const { idPrefix } = useFormView();
  const [chosen, setChosen] = useState('');
  const { around, panes } = usePanes(field, prefix, setChosen);
  const open = panes.find((pane) => pane.path === chosen) ?? panes[0];
  return (
    <section className="banshi-panes" aria-label={field.title} ref={around}>
      <Tabs
        id={inputId(idPrefix, path)}
        activeKey={open?.path ?? ''}
        onChange={setChosen}
        items={panes.map((pane) => ({
          key: pane.path,
          label: <PaneTitle pane={pane} />,
          forceRender: true,
          children: (
            <div id={pane.id}>
              <PaneHelp pane={pane} />
              {renderPane(pane.field)}
            </div>
          ),
        }))}
      />
    </section>
  );
}
