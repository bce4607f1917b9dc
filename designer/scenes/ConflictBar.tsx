import { Alert, Button, Modal, Space } from 'antd';
import { useState } from 'react';
import { useDraft } from '../api/draft-context';
import type { FileConflict } from '../api/draft-store';
import { t } from '../text';

/** Files that someone else changed in the same place meanwhile; both texts stay until one is chosen. */
export function ConflictBar() {
  const { store, draft } = useDraft();
  const [shown, setShown] = useState<FileConflict | null>(null);
  if (draft.conflicts.length === 0) return null;
  const titleOf = (path: string): string =>
    draft.content.files.find((file) => file.path === path)?.title ?? path;
  const decide = (path: string, choice: 'mine' | 'theirs'): void => {
    setShown(null);
    store.resolveConflict(path, choice);
  };
  return (
    <div className="conflict-bar" role="alert">
      {draft.conflicts.map((conflict) => (
        <Alert
          key={conflict.path}
          banner
          type="warning"
          message={t('conflict', { title: titleOf(conflict.path) })}
          action={
            <Space>
              <Button size="small" onClick={() => setShown(conflict)}>
                {t('conflictCompare')}
              </Button>
              <Button size="small" onClick={() => decide(conflict.path, 'theirs')}>
                {t('conflictTheirs')}
              </Button>
              <Button size="small" type="primary" onClick={() => decide(conflict.path, 'mine')}>
                {t('conflictMine')}
              </Button>
            </Space>
          }
        />
      ))}
      <Modal
        open={shown !== null}
        width={1080}
        title={shown === null ? '' : titleOf(shown.path)}
        onCancel={() => setShown(null)}
        footer={
          shown === null ? null : (
            <Space>
              <Button onClick={() => decide(shown.path, 'theirs')}>{t('conflictTheirs')}</Button>
              <Button type="primary" onClick={() => decide(shown.path, 'mine')}>
                {t('conflictMine')}
              </Button>
            </Space>
          )
        }
      >
        {shown === null ? null : (
          <div className="side-by-side">
            <ConflictText title={t('conflictMineText')} text={shown.mine} other={shown.theirs} />
            <ConflictText title={t('conflictTheirText')} text={shown.theirs} other={shown.mine} />
          </div>
        )}
      </Modal>
    </div>
  );
}

interface ConflictTextProps {
  readonly title: string;
  readonly text: string | null;
  readonly other: string | null;
}

/** One side of a conflict; lines that the other side does not have stand out. */
function ConflictText({ title, text, other }: ConflictTextProps) {
  const known = new Set((other ?? '').split('\n'));
  return (
    <section>
      <h3>{title}</h3>
      {text === null ? (
        <p>{t('conflictRemoved')}</p>
      ) : (
        <pre className="diff-text">
          {text.split('\n').map((line, index) => (
            <div key={index} className={known.has(line) ? '' : 'diff-line'}>
              {line === '' ? ' ' : line}
            </div>
          ))}
        </pre>
      )}
    </section>
  );
}
