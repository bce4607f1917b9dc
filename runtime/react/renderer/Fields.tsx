import { Alert, Divider } from 'antd';
import { memo } from 'react';
import { type Field, isPaneHolder } from '../../form';
import { FieldFrame } from './FieldFrame';
import { FieldInput } from './FieldInput';
import { useFieldState } from './form-view-context';
import { paneHolders } from './panes';
import { placeOf } from './place';
import { Rows } from './Rows';

interface FieldsProps {
  readonly fields: readonly Field[];
  /** The place of the row or group around, with a dot at its end; `''` at the root. */
  readonly prefix: string;
}

/** Fields in a grid of 24 columns, in their order. */
export function Fields({ fields, prefix }: FieldsProps) {
  return (
    <div className="banshi-grid">
      {fields.map((field) => (
        <FieldNode key={field.address} field={field} prefix={prefix} />
      ))}
    </div>
  );
}

const WIDE = new Set([
  'Section',
  'Grid',
  'Group',
  'NoticeText',
  'Divider',
  'ArrayTable',
  'ArrayCards',
  'Tabs',
  'Steps',
  'Collapse',
  'Opinion',
  'Checklist',
  'Location',
]);

function spanOf(field: Field): number {
  const span = field.schema['x-decorator-props']?.['span'];
  if (typeof span === 'number' && span >= 1 && span <= 24) return span;
  return WIDE.has(field.component) ? 24 : 8;
}

const FieldNode = memo(function FieldNode({
  field,
  prefix,
}: {
  readonly field: Field;
  readonly prefix: string;
}) {
  const path = placeOf(field, prefix);
  const state = useFieldState(path);
  if (!state.visible) return null;
  return (
    <div className={`banshi-cell banshi-span-${spanOf(field)}`}>
      <FieldBody field={field} path={path} prefix={prefix} />
    </div>
  );
});

interface FieldBodyProps {
  readonly field: Field;
  readonly path: string;
  readonly prefix: string;
}

function FieldBody({ field, path, prefix }: FieldBodyProps) {
  if (isPaneHolder(field.component)) {
    const Panes = paneHolders[field.component];
    return (
      <Panes
        field={field}
        path={path}
        prefix={prefix}
        renderPane={(pane) => <Fields fields={pane.children} prefix={prefix} />}
      />
    );
  }
  switch (field.component) {
    case 'Section':
      return (
        <section className="banshi-section" aria-label={field.title}>
          <h3>{field.title}</h3>
          {field.schema.description === undefined ? null : (
            <p className="banshi-help">{field.schema.description}</p>
          )}
          <Fields fields={field.children} prefix={prefix} />
        </section>
      );
    case 'Grid':
      return <Fields fields={field.children} prefix={prefix} />;
    case 'Group':
      return (
        <fieldset className="banshi-group">
          <legend>{field.title}</legend>
          <Fields fields={field.children} prefix={`${path}.`} />
        </fieldset>
      );
    case 'Divider':
      return <Divider>{field.title}</Divider>;
    case 'NoticeText':
      return (
        <Alert
          type={field.schema['x-component-props']?.['tone'] === 'warning' ? 'warning' : 'info'}
          message={String(field.schema['x-component-props']?.['text'] ?? field.title)}
        />
      );
    case 'ArrayTable':
    case 'ArrayCards':
      return (
        <Rows
          field={field}
          path={path}
          renderRow={(inner) => <Fields fields={field.children} prefix={inner} />}
        />
      );
    default:
      return (
        <FieldFrame field={field} path={path}>
          <FieldInput field={field} path={path} />
        </FieldFrame>
      );
  }
}
