import { Button } from 'antd';
import { useState } from 'react';
import { flushSync } from 'react-dom';
import { useEvaluationView, useFormView } from '../form-view-context';
import { useFormText } from '../text';
import { PaneHelp, PaneTitle } from './PaneTitle';
import type { PaneHolderProps } from './pane-holder-props';
import { type Pane, usePanes } from './use-panes';

/** Panes as steps: one after the other, or any of them by its number. Who leaves a step is told what it lacks. */
export function StepPanes({ field, prefix, renderPane }: PaneHolderProps) {
  const t = useFormText();
  const { session, mode } = useFormView();
  const { messages } = useEvaluationView();
  const [chosen, setChosen] = useState('');
  const { around, panes } = usePanes(field, prefix, setChosen);
  const found = panes.findIndex((pane) => pane.path === chosen);
  const at = Math.max(found, 0);

  const goTo = (pane: Pane | undefined): void => {
    if (pane === undefined) return;
    const left = panes[at];
    if (mode === 'edit') {
      for (const { path } of messages) if (left?.holds(path) === true) session.touch(path);
    }
    flushSync(() => setChosen(pane.path));
    const shown = document.getElementById(pane.id);
    shown?.focus({ preventScroll: true });
    around.current?.scrollIntoView({ block: 'nearest' });
  };

  return (
    <section className="banshi-panes" aria-label={field.title} ref={around}>
      <ol className="banshi-steps">
        {panes.map((pane, index) => (
          <li key={pane.path}>
            <button
              type="button"
              id={`${pane.id}-title`}
              aria-controls={pane.id}
              aria-current={index === at ? 'step' : undefined}
              onClick={() => goTo(pane)}
            >
              <span className="banshi-step-number">{index + 1}</span>
              <PaneTitle pane={pane} />
            </button>
          </li>
        ))}
      </ol>
      {panes.map((pane, index) => (
        <div
          key={pane.path}
          id={pane.id}
          className="banshi-pane"
          role="group"
          aria-labelledby={`${pane.id}-title`}
          tabIndex={-1}
          hidden={index !== at}
        >
          <PaneHelp pane={pane} />
          {renderPane(pane.field)}
        </div>
      ))}
      <div className="banshi-steps-foot">
        <Button disabled={at === 0} onClick={() => goTo(panes[at - 1])}>
          {t('previousStep')}
        </Button>
        <span role="status">{t('stepOf', { number: at + 1, count: panes.length })}</span>
        <Button disabled={at >= panes.length - 1} onClick={() => goTo(panes[at + 1])}>
          {t('nextStep')}
        </Button>
      </div>
    </section>
  );
}
