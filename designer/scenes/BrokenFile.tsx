import { Alert, Button, Input } from 'antd';
import { useState } from 'react';
import { useDraft } from '../api/draft-context';
import { t } from '../text';

/** A file whose JSON cannot be read, as text, so that it can be mended here. */
export function BrokenFile({ path }: { readonly path: string }) {
  const { store, draft } = useDraft();
  const [text, setText] = useState(() => draft.files.get(path) ?? '');
  const problem = draft.problems?.find((one) => one.at.startsWith(path));
  return (
    <div className="page json-view">
      <Alert
        type="error"
        showIcon
        message={t('jsonBroken')}
        description={problem === undefined ? path : `${problem.message} ${problem.code}`}
      />
      <Input.TextArea
        className="expression"
        aria-label={path}
        value={text}
        autoSize={{ minRows: 20, maxRows: 34 }}
        spellCheck={false}
        onChange={(event) => setText(event.target.value)}
      />
      <Button type="primary" onClick={() => store.replaceFile(path, text)}>
        {t('applyJson')}
      </Button>
    </div>
  );
}
