import { Typography } from 'antd';
import type { ReactNode } from 'react';

interface PanelSectionProps {
  readonly title: string;
  readonly children: ReactNode;
}

/** One group of the properties panel. */
export function PanelSection({ title, children }: PanelSectionProps) {
  return (
    <section className="panel-section">
      <h3>{title}</h3>
      {children}
    </section>
  );
}

interface PanelFieldProps {
  readonly id: string;
  readonly label: string;
  readonly help?: string;
  /** The label stands beside the input. @default above it */
  readonly inline?: boolean;
  readonly children: ReactNode;
}

/** A labelled property with its one-line help. */
export function PanelField({ id, label, help, inline = false, children }: PanelFieldProps) {
  return (
    <div className={inline ? 'panel-field panel-field-inline' : 'panel-field'}>
      <label htmlFor={id}>{label}</label>
      {children}
      {help === undefined ? null : (
        <Typography.Text type="secondary" className="field-help">
          {help}
        </Typography.Text>
      )}
    </div>
  );
}
