import { EditOutlined } from '@ant-design/icons';
import { Button, Input } from 'antd';
import { type PointerEvent, useRef, useState } from 'react';
import { useFormText } from '../../renderer/text';
import { type InputProps, ariaOf, statusOf } from '../input-props';

interface Signature {
  readonly name?: string;
  readonly at?: string;
  /** An SVG path on 320 × 120. */
  readonly strokes?: string;
}

const WIDTH = 320;
const HEIGHT = 120;

/** A typed name, and a hand-drawn signature where there is a pen or finger. */
export function SignatureInput(props: InputProps) {
  const t = useFormText();
  const [drawing, setDrawing] = useState(false);
  const signature = (props.value ?? {}) as Signature;
  const sign = (change: Signature): void => {
    const next = { ...signature, ...change, at: new Date(props.context.now).toISOString() };
    props.onChange(next.name === undefined || next.name === '' ? undefined : next);
  };
  return (
    <div className="banshi-signature">
      <Input
        {...ariaOf(props)}
        status={statusOf(props)}
        value={signature.name ?? ''}
        maxLength={40}
        placeholder={t('signName')}
        suffix={
          <Button
            size="small"
            type="text"
            icon={<EditOutlined />}
            disabled={(signature.name ?? '') === ''}
            onClick={() => setDrawing((open) => !open)}
          >
            {t('signDraw')}
          </Button>
        }
        onChange={(event) => sign({ name: event.target.value })}
      />
      {drawing ? (
        <Pad strokes={signature.strokes ?? ''} onChange={(strokes) => sign({ strokes })} />
      ) : null}
      {!drawing && signature.strokes !== undefined && signature.strokes !== '' ? (
        <SignatureMark strokes={signature.strokes} label={signature.name ?? ''} />
      ) : null}
    </div>
  );
}

interface PadProps {
  readonly strokes: string;
  readonly onChange: (strokes: string) => void;
}

function Pad({ strokes, onChange }: PadProps) {
  const t = useFormText();
  const line = useRef<string | null>(null);
  const point = (event: PointerEvent<SVGSVGElement>): string => {
    const box = event.currentTarget.getBoundingClientRect();
    const x = ((event.clientX - box.left) / box.width) * WIDTH;
    const y = ((event.clientY - box.top) / box.height) * HEIGHT;
    return `${x.toFixed(1)} ${y.toFixed(1)}`;
  };
  return (
    <div className="banshi-signature-pad">
      <svg
        viewBox={`0 0 ${WIDTH} ${HEIGHT}`}
        role="img"
        aria-label={t('signDraw')}
        onPointerDown={(event) => {
          event.currentTarget.setPointerCapture(event.pointerId);
          line.current = `${strokes}M${point(event)}`;
          onChange(line.current);
        }}
        onPointerMove={(event) => {
          if (line.current === null) return;
          line.current = `${line.current}L${point(event)}`;
          onChange(line.current);
        }}
        onPointerUp={() => {
          line.current = null;
        }}
      >
        <path
          d={strokes}
          fill="none"
          stroke="currentColor"
          strokeWidth="2.5"
          strokeLinecap="round"
        />
      </svg>
      <Button size="small" onClick={() => onChange('')}>
        {t('signClear')}
      </Button>
    </div>
  );
}

export function SignatureMark({
  strokes,
  label,
}: {
  readonly strokes: string;
  readonly label: string;
}) {
  return (
    <svg
      className="banshi-signature-mark"
      viewBox={`0 0 ${WIDTH} ${HEIGHT}`}
      role="img"
      aria-label={label}
    >
      <path d={strokes} fill="none" stroke="currentColor" strokeWidth="2.5" strokeLinecap="round" />
    </svg>
  );
}
