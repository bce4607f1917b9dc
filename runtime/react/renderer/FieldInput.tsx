import { Field as FormilyField, connect, mapProps } from '@formily/react';
import { type Field as FormilyFieldModel, isField } from '@formily/core';
import { type ComponentType, memo } from 'react';
import { type Field, describeFieldValue } from '../../form';
import { inputs } from '../components';
import { displays } from '../components/displays';
import type { InputProps } from '../components/input-props';
import { inputId } from './FieldFrame';
import { useFieldState, useFormView, usePlaceMessages, useValueAt } from './form-view-context';
import { useFormText } from './text';

interface FieldInputProps {
  readonly field: Field;
  readonly path: string;
}

/** The input at a place: Formily binds its value, the evaluator decides whether it may be changed. */
export const FieldInput = memo(function FieldInput({ field, path }: FieldInputProps) {
  const { mode } = useFormView();
  const state = useFieldState(path);
  if (mode === 'read' || !state.editable || inputs[field.component] === undefined) {
    return <FieldText field={field} path={path} />;
  }
  return <FormilyField name={path} component={[BoundInput, { banshiField: field, path }]} />;
});

interface BoundInputProps {
  readonly banshiField: Field;
  readonly path: string;
  readonly value?: unknown;
  readonly onChange?: (value: unknown) => void;
}

function Bound({ banshiField, path, value, onChange }: BoundInputProps) {
  const { session, idPrefix, context, afterPress } = useFormView();
  const messages = usePlaceMessages(path);
  const state = useFieldState(path);
  const Input = inputs[banshiField.component] as ComponentType<InputProps> | undefined;
  if (Input === undefined) return null;
  const id = inputId(idPrefix, path);
  return (
    <Input
      id={id}
      field={banshiField}
      path={path}
      context={context}
      value={value}
      invalid={messages.some((message) => message.severity === 'error')}
      required={state.required}
      describedBy={`${id}-messages`}
      onChange={(next) => onChange?.(next)}
      onBlur={() => afterPress(() => session.touch(path))}
    />
  );
}

const BoundInput = connect(
  Bound,
  mapProps((props, field) => ({
    ...props,
    value: isField(field) ? (field as FormilyFieldModel).value : undefined,
  })),
);

/** What cannot be changed here, in words; computed values stand on a shade with their formula. */
export function FieldText({ field, path }: FieldInputProps) {
  const t = useFormText();
  const { context, idPrefix } = useFormView();
  const value = useValueAt(path);
  const text = describeFieldValue(field, value, context);
  const computed = field.compute !== undefined || field.kind === 'calculated';
  const formula = field.schema['x-banshi']?.formula;
  const isMoney =
    field.kind === 'money' || field.schema['x-component-props']?.['format'] === 'money';
  const Display = text === '' ? undefined : displays[field.component];
  if (Display !== undefined) {
    const id = inputId(idPrefix, path);
    return (
      <div id={id} role="group" aria-labelledby={`${id}-label`} className="banshi-text">
        <Display field={field} value={value} context={context} t={t} />
      </div>
    );
  }
  return (
    <output
      id={inputId(idPrefix, path)}
      className={`banshi-text${computed ? ' banshi-computed' : ''}${isMoney ? ' banshi-money' : ''}`}
      title={formula}
    >
      {text === '' ? '—' : text}
      {isMoney && text !== '' ? <span className="banshi-unit">元</span> : null}
      {computed && formula !== undefined ? <span className="banshi-formula">{formula}</span> : null}
    </output>
  );
}
