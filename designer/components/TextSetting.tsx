import { Input } from 'antd';
import { useEffect, useState } from 'react';

interface TextSettingProps {
  readonly id: string;
  readonly value: string;
  readonly onCommit: (value: string) => void;
  /** Needed when no label element names the field. */
  readonly label?: string;
  readonly multiline?: boolean;
}

/** A text property, taken over when one leaves the field or presses Enter, so that typing is one undo step. */
export function TextSetting({ id, value, onCommit, label, multiline = false }: TextSettingProps) {
  const [text, setText] = useState(value);
  useEffect(() => setText(value), [value]);
  const commit = (): void => {
    if (text.trim() !== value) onCommit(text.trim());
  };
  const shared = {
    id,
    value: text,
    onBlur: commit,
    ...(label === undefined ? {} : { 'aria-label': label, placeholder: label }),
  };
  return multiline ? (
    <Input.TextArea
      {...shared}
      autoSize={{ minRows: 2, maxRows: 6 }}
      onChange={(event) => setText(event.target.value)}
    />
  ) : (
    <Input {...shared} onChange={(event) => setText(event.target.value)} onPressEnter={commit} />
  );
}
