import { BookOutlined, RightOutlined } from '@ant-design/icons';
import { Link } from 'react-router-dom';
import { useQuery } from '../../api/use-query';
import { useText } from '../../app/preferences';
import { Page } from '../../components/Page';
import { EmptyState, Loaded } from '../../components/States';
import '../matters/matters.css';

/** 台账: the registers that the person may read. */
export function LedgerList() {
  const t = useText();
  const ledgers = useQuery('listLedgers');
  return (
    <Page title={t('nav.ledgers')} note={t('ledgers.note')}>
      <Loaded query={ledgers}>
        {(list) =>
          list.length === 0 ? (
            <EmptyState icon={<BookOutlined />} title={t('ledgers.none')} />
          ) : (
            <ul className="matter-cards">
              {list.map((ledger) => (
                <li key={ledger.key}>
                  <Link to={`/ledgers/${ledger.key}`} className="matter-card">
                    <BookOutlined className="matter-icon" />
                    <span className="grow">
                      <h3>{ledger.title}</h3>
                      <p>{t('ledgers.rows', { rows: ledger.rows })}</p>
                    </span>
                    <RightOutlined className="muted" />
                  </Link>
                </li>
              ))}
            </ul>
          )
        }
      </Loaded>
    </Page>
  );
}
