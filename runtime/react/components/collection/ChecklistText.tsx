import { PaperClipOutlined } from '@ant-design/icons';
import { type ChecklistLine, labelOf, optionsOf, readChecklist } from '../../../form';
import type { DisplayProps } from '../display-props';
import './checklist.css';

/** Every material with whether it is there, what was noted, and its files. */
export function ChecklistText({ field, value, context, t }: DisplayProps) {
  const lines = readChecklist(value);
  const options = optionsOf(field, context);
  const missing = options
    .filter((option) => option.disabled !== true)
    .filter((option) => !lines.some((line) => line.key === option.value))
    .map((option): ChecklistLine => ({ key: option.value, provided: false }));
  const place = (line: ChecklistLine): number =>
    options.findIndex((option) => option.value === line.key);
  const all = [...lines, ...missing].sort((one, other) => place(one) - place(other));
  return (
    <ul className="banshi-checklist-text">
      {all.map((line) => (
        <li key={String(line.key)}>
          <span aria-hidden>{line.provided ? '☑' : '☐'}</span>
          <span>{labelOf(line.key, options)}</span>
          <span className="banshi-checklist-state">
            {t(line.provided ? 'provided' : 'notProvided')}
          </span>
          {line.note === undefined ? null : <span>{line.note}</span>}
          {(line.files ?? []).map((file) => (
            <a
              key={file.fileId}
              href={`/api/files/${encodeURIComponent(file.fileId)}`}
              target="_blank"
              rel="noreferrer"
            >
              <PaperClipOutlined aria-hidden /> {file.name}
            </a>
          ))}
        </li>
      ))}
    </ul>
  );
}
