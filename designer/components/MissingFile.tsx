import { Button, Result } from 'antd';
import { Link, useParams } from 'react-router-dom';
import { t } from '../text';

/** The file of this address was removed, or never was. */
export function MissingFile() {
  const { packageKey = '' } = useParams();
  return (
    <Result
      status="404"
      icon={null}
      title={t('fileMissing')}
      subTitle={t('fileMissingHelp')}
      extra={
        <Link to={`/packages/${packageKey}`}>
          <Button type="primary" tabIndex={-1}>
            {t('toOverview')}
          </Button>
        </Link>
      }
    />
  );
}
