import { useMemo, useState } from 'react';
import { useText } from '../../app/preferences';
import { formContextOf, openForm } from '../../forms/filled-form';
import { FormTabs } from '../../forms/FormTabs';
import type { OutboxItem } from '../../offline/outbox';

const NOTHING_WRONG = { all: false, problems: [] };

/** What was filled, to read. */
export function FilledForms({ item }: { readonly item: OutboxItem }) {
  const t = useText();
  const forms = useMemo(() => item.forms.map(openForm), [item.forms]);
  const context = useMemo(() => formContextOf(item.context), [item.context]);
  const [active, activate] = useState(forms[0]?.variable ?? '');
  return (
    <section aria-label={t('outbox.filled')}>
      <h3>{t('outbox.filled')}</h3>
      <FormTabs
        forms={forms}
        active={active}
        onActivate={activate}
        values={item.content.forms}
        context={context}
        readOnly
        attention={NOTHING_WRONG}
        onChange={() => undefined}
      />
    </section>
  );
}
