import { Badge, Tabs } from 'antd';
import { useMemo, useRef } from 'react';
import type { FormContext, Values } from '../../form';
import { useText } from '../app/preferences';
import {
  type FormValues,
  type OpenForm,
  type PlacedProblem,
  contextWith,
  isReadOnly,
} from './filled-form';
import { FormPane } from './FormPane';

interface FormTabsProps {
  readonly forms: readonly OpenForm[];
  readonly active: string;
  readonly onActivate: (variable: string) => void;
  readonly values: FormValues;
  readonly context: FormContext;
  readonly readOnly: boolean;
  readonly attention: { readonly all: boolean; readonly problems: readonly PlacedProblem[] };
  readonly onChange: (variable: string, values: Values) => void;
}

/** The forms of a step: one as it is, several behind tabs, those to fill first. */
export function FormTabs(props: FormTabsProps) {
  const t = useText();
  const { forms, active, onActivate, attention } = props;
  const ordered = [...forms].sort((a, b) => Number(isReadOnly(a)) - Number(isReadOnly(b)));
  const [only] = ordered;
  if (only === undefined) return <p className="muted pad">{t('form.none')}</p>;
  if (ordered.length === 1) return <OneForm {...props} form={only} />;
  return (
    <Tabs
      className="form-tabs"
      activeKey={active}
      onChange={onActivate}
      items={ordered.map((form) => ({
        key: form.variable,
        label: (
          <span className="form-tab">
            {form.title}
            {isReadOnly(form) && <span className="muted small"> {t('form.readOnly')}</span>}
            <Badge
              size="small"
              count={
                attention.problems.filter(
                  (one) => one.variable === form.variable && one.severity === 'error',
                ).length
              }
            />
          </span>
        ),
        children: <OneForm {...props} form={form} />,
      }))}
    />
  );
}

function OneForm({
  form,
  values,
  context,
  readOnly,
  attention,
  onChange,
}: FormTabsProps & { readonly form: OpenForm }) {
  const { [form.variable]: own, ...others } = values;
  const beside = useShallow(others);
  const seen = useMemo(() => contextWith(context, beside), [context, beside]);
  const problems = useMemo(
    () => attention.problems.filter((one) => one.variable === form.variable),
    [attention.problems, form.variable],
  );
  return (
    <FormPane
      form={form}
      values={own ?? {}}
      context={seen}
      readOnly={readOnly || isReadOnly(form)}
      showAll={attention.all}
      problems={problems}
      onChange={(next) => onChange(form.variable, next)}
    />
  );
}

/** The same object as long as what it holds is the same, so that a form is not told of changes that are its own. */
function useShallow(values: FormValues): FormValues {
  const last = useRef(values);
  const keys = Object.keys(values);
  const same =
    keys.length === Object.keys(last.current).length &&
    keys.every((key) => values[key] === last.current[key]);
  if (!same) last.current = values;
  return last.current;
}
