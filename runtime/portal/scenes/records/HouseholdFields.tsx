import type { Dossier } from '../../../contract';
import { useText } from '../../app/preferences';
import { MaskedValue } from './MaskedValue';
import './records.css';

interface HouseholdFieldsProps {
  readonly data: Dossier;
  readonly limit?: number;
  readonly columns?: 1 | 3;
}

/** What is known of a household, by title; money and numbers in even figures. */
export function HouseholdFields({ data, limit, columns = 3 }: HouseholdFieldsProps) {
  const t = useText();
  const fields = data.fields.filter((field) => field.display !== '').slice(0, limit);
  return (
    <dl className={`facts columns-${columns}`}>
      {fields.map((field) => (
        <div key={field.path} className="fact">
          <dt>{field.title}</dt>
          <dd
            className={
              ['money', 'number', 'integer', 'date', 'month'].includes(field.type) ? 'numbers' : ''
            }
          >
            {field.masked ? (
              <MaskedValue
                recordId={data.id}
                path={field.path}
                title={field.title}
                display={field.display}
                mayUnmask={data.mayUnmask}
              />
            ) : field.type === 'money' ? (
              t('money.yuan', { amount: field.display })
            ) : (
              field.display
            )}
          </dd>
        </div>
      ))}
    </dl>
  );
}
