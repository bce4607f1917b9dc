import type { ReactNode } from 'react';
import { useNavigate } from 'react-router-dom';
import { ArrowLeftOutlined } from '@ant-design/icons';
import { Button } from 'antd';
import { useText } from '../app/preferences';

interface PageProps {
  readonly title: ReactNode;
  readonly note?: ReactNode;
  readonly actions?: ReactNode;
  readonly back?: boolean;
  /** Uses the whole width and height of the window. */
  readonly wide?: boolean;
  readonly children: ReactNode;
}

/** A screen with its head: what this is, a word about it, what to do with it. */
export function Page({ title, note, actions, back = false, wide = false, children }: PageProps) {
  const t = useText();
  const navigate = useNavigate();
  return (
    <div className={wide ? 'page wide' : 'page'}>
      <header className="page-head">
        {back && (
          <Button
            type="text"
            icon={<ArrowLeftOutlined />}
            aria-label={t('action.back')}
            onClick={() => void navigate(-1)}
          />
        )}
        <div className="page-title">
          <h1>{title}</h1>
          {note !== undefined && <div className="page-note">{note}</div>}
        </div>
        {actions !== undefined && <div className="page-actions">{actions}</div>}
      </header>
      {children}
    </div>
  );
}
