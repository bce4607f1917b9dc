export { type Result, ok, err } from './result';
export { type Problem, type ProblemSeverity, hasErrors } from './problem';
export { formatMoney, roundToCents } from './money';
export {
  type MaskKind,
  ageOn,
  birthDateOf,
  genderOf,
  isBornBy,
  isIdentityNumber,
  maskText,
  normalizeIdentityNumber,
} from './identity-number';
export {
  type Cycle,
  type DateString,
  type DateUnit,
  type Duration,
  DAY_MS,
  HOUR_MS,
  MINUTE_MS,
  addDuration,
  addToDate,
  dateAt,
  dateDifference,
  dateTimeAt,
  endOfDate,
  isDate,
  parseCycle,
  parseDuration,
  parseInstant,
  startOfDate,
} from './time';
export {
  type DayType,
  type WorkCalendar,
  MAX_DAYS,
  WEEKDAYS,
  addDays,
  isWorkingDay,
  remainingDays,
} from './work-calendar';
export { type Cron, nextCron, parseCron } from './cron';
export { nearName } from './near-name';
