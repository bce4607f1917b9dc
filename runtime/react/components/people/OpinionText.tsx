import { labelOf, opinionDate, opinionResults, readOpinion } from '../../../form';
import type { DisplayProps } from '../display-props';
import './opinion.css';

/** An opinion as official papers carry it: the result, the words, and at the right who said it when. */
export function OpinionText({ field, value, context, t }: DisplayProps) {
  const opinion = readOpinion(value);
  const [year = '', month = '', day = ''] = opinionDate(opinion).split('-');
  return (
    <div className="banshi-opinion-text">
      {opinion.result === undefined ? null : (
        <p className="banshi-opinion-result">
          {labelOf(opinion.result, opinionResults(field, context))}
        </p>
      )}
      {opinion.text === undefined ? null : <p className="banshi-opinion-words">{opinion.text}</p>}
      <p className="banshi-opinion-signed">
        {opinion.by === undefined ? null : <span>{opinion.by}</span>}
        {day === '' ? null : (
          <span>{t('longDate', { year, month: Number(month), day: Number(day) })}</span>
        )}
      </p>
    </div>
  );
}
