import { Input, Typography } from 'antd';
import { useEffect, useState } from 'react';
import { PanelField } from '../../components/PanelSection';
import { t } from '../../text';
import { renameField } from '../rename-field';
import type { FieldTabProps } from './field-tab';

const KEY_PATTERN = /^[A-Za-z_][\w-]*$/;

/** A field's key; a new one is followed through the form's rules and print text. */
export function KeySetting({ document, selected, onEdit, onSelect }: FieldTabProps) {
  const key = selected.at(-1) ?? '';
  const [text, setText] = useState(key);
  useEffect(() => setText(key), [key]);
  const renamed = renameField(document, selected, text);
  const isTaken = text !== key && renamed === document;
  const problem = !KEY_PATTERN.test(text)
    ? t('fieldKeyInvalid')
    : isTaken
      ? t('keyTaken', { key: text })
      : null;
  const commit = (): void => {
    if (text === key) return;
    if (problem !== null) {
      setText(key);
      return;
    }
    onEdit(renamed, t('fieldKey'));
    onSelect([...selected.slice(0, -1), text]);
  };
  return (
    <PanelField id="field-key" label={t('fieldKey')} help={t('fieldKeyHelp')}>
      <Input
        id="field-key"
        value={text}
        status={problem === null ? '' : 'error'}
        aria-invalid={problem !== null}
        aria-describedby="field-key-problem"
        onChange={(event) => setText(event.target.value.trim())}
        onBlur={commit}
        onPressEnter={commit}
      />
      <Typography.Text id="field-key-problem" type="danger" className="field-problem">
        {problem}
      </Typography.Text>
    </PanelField>
  );
}
