import { StarFilled } from '@ant-design/icons';
import { Button } from 'antd';
import { starsOf } from '../../../form';
import { useFormText } from '../../renderer/text';
import type { InputProps } from '../input-props';
import { useLeave } from '../use-leave';
import './rating.css';

/** Stars to choose from; beneath them radio buttons, so that arrow keys and screen readers work. */
export function RatingInput(props: InputProps) {
  const t = useFormText();
  const { id } = props;
  const group = useLeave(props.onBlur);
  const given = typeof props.value === 'number' ? props.value : 0;
  const stars = Array.from({ length: starsOf(props.field) }, (_, index) => index + 1);
  return (
    <div
      ref={group}
      className="banshi-rating"
      role="radiogroup"
      aria-labelledby={`${id}-label`}
      aria-describedby={props.describedBy}
      aria-invalid={props.invalid}
      aria-required={props.required}
    >
      {stars.map((star) => (
        <label key={star} className={star <= given ? 'banshi-star banshi-star-on' : 'banshi-star'}>
          <input
            type="radio"
            name={id}
            className="banshi-sr"
            checked={star === given}
            aria-label={t('stars', { count: star })}
            onChange={() => props.onChange(star)}
          />
          <StarFilled aria-hidden />
        </label>
      ))}
      {given === 0 || props.required ? null : (
        <Button size="small" type="text" onClick={() => props.onChange(undefined)}>
          {t('signClear')}
        </Button>
      )}
    </div>
  );
}
