import { FileAddOutlined } from '@ant-design/icons';
import { Button } from 'antd';
import { useQuery } from '../../api/use-query';
import { useText } from '../../app/preferences';
import { useStartMatter } from '../matters/use-start-matter';
import './today.css';

/** The matters that the person may start, one press each. */
export function QuickStarts() {
  const t = useText();
  const matters = useQuery('listMatters');
  const { start, starting } = useStartMatter();
  if ((matters.data ?? []).length === 0) return null;
  return (
    <section className="panel">
      <h2>{t('today.quickStarts')}</h2>
      <div className="quick-starts">
        {(matters.data ?? []).slice(0, 4).map((matter) => (
          <Button
            key={`${matter.processId} ${matter.startEventId}`}
            icon={<FileAddOutlined />}
            loading={starting === matter.startEventId}
            onClick={() => void start(matter)}
          >
            {matter.title}
          </Button>
        ))}
      </div>
    </section>
  );
}
