import { RightOutlined } from '@ant-design/icons';
import { useState } from 'react';
import { componentProp } from '../../components/input-props';
import { placeOf } from '../place';
import { PaneHelp, PaneTitle } from './PaneTitle';
import type { PaneHolderProps } from './pane-holder-props';
import { usePanes } from './use-panes';

/** Panes below each other, each opened and closed by its title. */
export function CollapsePanes({ field, prefix, renderPane }: PaneHolderProps) {
  const [opened, setOpened] = useState<readonly string[]>(() =>
    field.children
      .filter((pane) => componentProp(pane, 'open', false))
      .map((pane) => placeOf(pane, prefix)),
  );
  const open = (path: string): void => setOpened((before) => [...new Set([...before, path])]);
  const close = (path: string): void => setOpened((before) => before.filter((one) => one !== path));
  const { around, panes } = usePanes(field, prefix, open);
  return (
    <section className="banshi-panes banshi-collapse" aria-label={field.title} ref={around}>
      {panes.map((pane) => {
        const isOpen = opened.includes(pane.path);
        return (
          <div key={pane.path}>
            <h4>
              <button
                type="button"
                id={`${pane.id}-title`}
                aria-expanded={isOpen}
                aria-controls={pane.id}
                onClick={() => (isOpen ? close(pane.path) : open(pane.path))}
              >
                <RightOutlined aria-hidden rotate={isOpen ? 90 : 0} />
                <PaneTitle pane={pane} />
              </button>
            </h4>
            <div
              id={pane.id}
              className="banshi-pane"
              role="group"
              aria-labelledby={`${pane.id}-title`}
              hidden={!isOpen}
            >
              <PaneHelp pane={pane} />
              {renderPane(pane.field)}
            </div>
          </div>
        );
      })}
    </section>
  );
}
