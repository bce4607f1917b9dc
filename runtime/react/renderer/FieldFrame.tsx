import { Typography } from 'antd';
import type { ReactNode } from 'react';
import type { Field } from '../../form';
import { useFieldState, useFormView, usePlaceMessages } from './form-view-context';

interface FieldFrameProps {
  readonly field: Field;
  readonly path: string;
  readonly children: ReactNode;
  /** In a table the column's head is the label. */
  readonly bare?: boolean;
}

/** The id of the input at a place. */
export function inputId(prefix: string, path: string): string {
  return `${prefix}${path.replaceAll('.', '-')}`;
}

const SEVERITY_TYPE = { error: 'danger', warning: 'warning', note: 'secondary' } as const;

/** Label, input, help and what is wrong, tied together for keyboard and screen reader. */
export function FieldFrame({ field, path, children, bare = false }: FieldFrameProps) {
  const { idPrefix, mode } = useFormView();
  const state = useFieldState(path);
  const messages = usePlaceMessages(path);
  const id = inputId(idPrefix, path);
  const { description } = field.schema;
  return (
    <div className="banshi-field" data-place={path}>
      {bare ? null : (
        <label
          className={
            state.required && mode === 'edit' && state.editable
              ? 'banshi-label banshi-label-required'
              : 'banshi-label'
          }
          htmlFor={id}
          id={`${id}-label`}
        >
          {field.title}
        </label>
      )}
      {children}
      {description === undefined || bare ? null : (
        <Typography.Text type="secondary" className="banshi-help">
          {description}
        </Typography.Text>
      )}
      <div id={`${id}-messages`} role={messages.length > 0 ? 'alert' : undefined}>
        {messages.map((message) => (
          <Typography.Text
            key={message.message}
            type={SEVERITY_TYPE[message.severity]}
            className="banshi-message"
          >
            {message.message}
          </Typography.Text>
        ))}
      </div>
    </div>
  );
}
