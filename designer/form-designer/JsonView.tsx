import { Alert, Button, Input } from 'antd';
import { useEffect, useState } from 'react';
import type { FormDocument } from '../../runtime/form';
import { t } from '../text';
import type { ApplyEdit } from './FormDesigner';

interface JsonViewProps {
  readonly document: FormDocument;
  readonly onEdit: ApplyEdit;
}

/** The file as it is; keys that the designer does not know stay as they are. */
export function JsonView({ document, onEdit }: JsonViewProps) {
  const [text, setText] = useState(() => JSON.stringify(document, null, 2));
  const [failure, setFailure] = useState<string | null>(null);
  useEffect(() => setText(JSON.stringify(document, null, 2)), [document]);
  const take = (): void => {
    try {
      onEdit(JSON.parse(text) as FormDocument, t('json'));
      setFailure(null);
    } catch (error) {
      setFailure(error instanceof Error ? error.message : String(error));
    }
  };
  return (
    <div>
      {failure === null ? null : (
        <Alert type="error" showIcon message={t('jsonInvalid', { message: failure })} />
      )}
      <Input.TextArea
        className="expression"
        aria-label={t('json')}
        value={text}
        autoSize={{ minRows: 20, maxRows: 40 }}
        spellCheck={false}
        onChange={(event) => setText(event.target.value)}
      />
      <Button type="primary" onClick={take}>
        {t('applyJson')}
      </Button>
    </div>
  );
}
