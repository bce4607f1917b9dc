import { FileTextOutlined, UploadOutlined } from '@ant-design/icons';
import { Button } from 'antd';
import { useNavigate } from 'react-router-dom';
import type { Matter } from '../../../contract';
import { useApi } from '../../api/ApiProvider';
import { useQuery } from '../../api/use-query';
import { useText } from '../../app/preferences';
import { Page } from '../../components/Page';
import { PaperMenu } from '../../components/PaperMenu';
import { EmptyState, Loaded } from '../../components/States';
import { MatterDrafts } from './MatterDrafts';
import { useStartMatter } from './use-start-matter';
import './matters.css';

function importPath({ packageKey, processId, startEventId }: Matter): string {
  return `/start/${[packageKey, processId, startEventId].map(encodeURIComponent).join('/')}/import`;
}

/** 发起事项: what the person may start, by the policy that it belongs to. */
export function MatterList() {
  const t = useText();
  const { client } = useApi();
  const navigate = useNavigate();
  const matters = useQuery('listMatters');
  const { start, starting } = useStartMatter();
  return (
    <Page title={t('nav.start')} note={t('matters.note')}>
      <MatterDrafts />
      <Loaded query={matters}>
        {(list) =>
          list.length === 0 ? (
            <EmptyState title={t('matters.none')} detail={t('matters.noneDetail')} />
          ) : (
            [...new Set(list.map((matter) => matter.packageTitle))].map((title) => (
              <section key={title} className="matter-group">
                <h2>{title}</h2>
                <ul className="matter-cards">
                  {list
                    .filter((matter) => matter.packageTitle === title)
                    .map((matter) => (
                      <li
                        key={`${matter.processId} ${matter.startEventId}`}
                        className="matter-card"
                      >
                        <FileTextOutlined className="matter-icon" />
                        <div className="grow">
                          <h3>{matter.title}</h3>
                          <p>{matter.description}</p>
                        </div>
                        <div className="matter-actions">
                          {matter.formKey === '' ? null : (
                            <PaperMenu
                              quiet
                              label={t('paper.empty')}
                              ariaLabel={t('paper.emptyOf', { title: matter.title })}
                              address={(format) =>
                                client.address('printEmptyForm', {
                                  params: {
                                    packageKey: matter.packageKey,
                                    formKey: matter.formKey,
                                  },
                                  query: { format },
                                })
                              }
                            />
                          )}
                          <Button
                            type="text"
                            icon={<UploadOutlined />}
                            aria-label={t('import.openFor', { title: matter.title })}
                            onClick={() => void navigate(importPath(matter))}
                          >
                            {t('import.open')}
                          </Button>
                          <Button
                            type="primary"
                            loading={starting === matter.startEventId}
                            onClick={() => void start(matter)}
                            aria-label={t('matters.startNamed', { title: matter.title })}
                          >
                            {t('matters.start')}
                          </Button>
                        </div>
                      </li>
                    ))}
                </ul>
              </section>
            ))
          )
        }
      </Loaded>
    </Page>
  );
}
