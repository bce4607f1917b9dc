import { CloudUploadOutlined, SafetyCertificateOutlined } from '@ant-design/icons';
import { Badge, Button, Drawer, Space, Tag } from 'antd';
import { useState } from 'react';
import { Link } from 'react-router-dom';
import { useDraft } from '../api/draft-context';
import { ProblemList } from '../components/ProblemList';
import { t } from '../text';

function timeOf(instant: number): string {
  return new Date(instant).toLocaleTimeString('zh-CN', {
    timeZone: 'Asia/Shanghai',
    hour: '2-digit',
    minute: '2-digit',
  });
}

/** Which package this is, whether the draft is saved, what is wrong with it, and the way to publishing. */
export function WorkspaceBar() {
  const { draft } = useDraft();
  const [open, setOpen] = useState(false);
  const { content, problems } = draft;
  const changes = content.files.filter((file) => file.change !== 'none').length;
  const errors = problems?.filter((problem) => problem.severity === 'error').length ?? 0;
  const params = { version: content.baseVersion ?? '', count: changes };
  return (
    <header className="top-bar">
      <Space>
        <Link to="/">{t('packages')}</Link>
        <span className="muted">/</span>
        <strong>{content.title}</strong>
        <Tag color={changes === 0 ? 'default' : 'blue'}>
          {t(changes === 0 ? 'draftUnchanged' : 'draftState', params)}
        </Tag>
      </Space>
      <Space>
        <SaveStatus />
        <Badge count={problems?.length ?? 0} color={errors > 0 ? '#c6302b' : '#8a5a00'}>
          <Button icon={<SafetyCertificateOutlined />} onClick={() => setOpen(true)}>
            {t('check')}
          </Button>
        </Badge>
        <Link to={`/packages/${content.key}/publish`}>
          <Button type="primary" tabIndex={-1} icon={<CloudUploadOutlined />}>
            {t('publish')}
          </Button>
        </Link>
      </Space>
      <Drawer
        open={open}
        onClose={() => setOpen(false)}
        width={480}
        title={problems === null ? t('checking') : t('problems', { count: problems.length })}
      >
        {problems === null ? null : (
          <ProblemList problems={problems} onOpen={() => setOpen(false)} />
        )}
      </Drawer>
    </header>
  );
}

function SaveStatus() {
  const { store, draft } = useDraft();
  const { save } = draft;
  return (
    <>
      <span className={save.kind === 'failed' ? 'save-failed' : 'muted'} role="status">
        {save.kind === 'saving' ? t('saving') : null}
        {save.kind === 'saved' && save.at !== null ? t('saved', { time: timeOf(save.at) }) : null}
        {save.kind === 'failed' ? t('saveFailed', { message: save.message }) : null}
      </span>
      {save.kind === 'failed' ? (
        <>
          <small className="muted">{save.code}</small>
          <Button size="small" onClick={() => void store.flush()}>
            {t('retry')}
          </Button>
        </>
      ) : null}
    </>
  );
}
