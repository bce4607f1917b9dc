import { Alert, Button, Input, Space } from 'antd';
import { useEffect, useState } from 'react';
import type { FormDocument } from '../../runtime/form';
import { t } from '../text';
import type { ApplyEdit } from './FormDesigner';
import type { JsonSource } from './json-source';

interface JsonViewProps {
  readonly document: FormDocument;
  readonly source: JsonSource;
  readonly onEdit: ApplyEdit;
}

/** The file as it is, byte for byte; keys that the designer does not know stay as they are. */
export function JsonView({ document, source, onEdit }: JsonViewProps) {
  const written = source.write(document);
  const [text, setText] = useState(written);
  const [failure, setFailure] = useState<string | null>(null);
  useEffect(() => setText(written), [written]);
  const take = (): void => {
    try {
      const next = source.read(text) as FormDocument;
      if (typeof next.schema !== 'object' || typeof next.key !== 'string') {
        setFailure(t('jsonNoForm'));
        return;
      }
      onEdit(next, t('json'));
      setFailure(null);
    } catch (error) {
      if (!(error instanceof SyntaxError)) throw error;
      setFailure(t('jsonInvalid', { message: error.message }));
    }
  };
  return (
    <div className="json-view">
      {failure === null ? null : <Alert type="error" showIcon message={failure} />}
      <Input.TextArea
        className="expression"
        aria-label={t('json')}
        value={text}
        autoSize={{ minRows: 20, maxRows: 34 }}
        spellCheck={false}
        onChange={(event) => setText(event.target.value)}
      />
      <Space>
        <Button type="primary" disabled={text === written} onClick={take}>
          {t('applyJson')}
        </Button>
        <span className="muted">{t('jsonHelp')}</span>
      </Space>
    </div>
  );
}
