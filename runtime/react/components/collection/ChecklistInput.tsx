import { Checkbox, Input } from 'antd';
import { useRef } from 'react';
import {
  type ChecklistLine,
  type Option,
  isRequiredItem,
  optionsOf,
  readChecklist,
} from '../../../form';
import { useFormText } from '../../renderer/text';
import { type InputProps, componentProp } from '../input-props';
import { useLeave } from '../use-leave';
import { UploadInput } from './UploadInput';
import './checklist.css';

/** Materials to tick off, each with a note and, where the author wants it, with files. */
export function ChecklistInput(props: InputProps) {
  const t = useFormText();
  const group = useLeave(props.onBlur);
  const { id, field, context } = props;
  // A file may arrive while the person goes on ticking: what is changed is always the latest list.
  const latest = useRef<unknown>(props.value);
  latest.current = props.value;
  const lines = linesByKey(props.value);
  const options = optionsOf(field, context).filter(
    (option) => option.disabled !== true || lines.has(option.value),
  );
  const takesFiles = componentProp(field, 'upload', false);

  const change = (key: Option['value'], part: Partial<ChecklistLine>): void => {
    const next = linesByKey(latest.current);
    next.set(key, { ...(next.get(key) ?? { key, provided: false }), ...part });
    const kept = [...next.values()];
    latest.current = kept;
    props.onChange(readChecklist(kept).length === 0 ? undefined : kept);
  };

  return (
    <div
      ref={group}
      id={id}
      className="banshi-checklist"
      role="group"
      aria-labelledby={`${id}-label`}
      aria-describedby={props.describedBy}
    >
      {options.map((option, index) => {
        const { value: key, label } = option;
        const line = lines.get(key);
        return (
          <div className="banshi-checklist-line" key={String(key)}>
            <Checkbox
              checked={line?.provided === true}
              onChange={(event) => change(key, { provided: event.target.checked })}
            >
              {label}
              {isRequiredItem(field, option) ? (
                <>
                  <span className="banshi-required" aria-hidden>
                    *
                  </span>
                  <span className="banshi-sr">{t('mustProvide')}</span>
                </>
              ) : null}
            </Checkbox>
            <Input
              aria-label={t('noteOn', { item: label })}
              placeholder={t('note')}
              maxLength={500}
              value={line?.note ?? ''}
              onChange={(event) => change(key, { note: event.target.value })}
            />
            {takesFiles ? (
              <UploadInput
                {...props}
                id={`${id}-${index}-files`}
                subject={label}
                value={line?.files}
                onBlur={() => undefined}
                onChange={(files) =>
                  change(key, {
                    files: (files as ChecklistLine['files']) ?? [],
                    ...(files === undefined ? {} : { provided: true }),
                  })
                }
              />
            ) : null}
          </div>
        );
      })}
    </div>
  );
}

/** The lines as they are being written. */
function linesByKey(value: unknown): Map<Option['value'], ChecklistLine> {
  const lines = Array.isArray(value) ? (value as ChecklistLine[]) : [];
  return new Map(lines.map((line) => [line.key, line]));
}
