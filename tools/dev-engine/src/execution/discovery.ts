/** The step id of a discovery: the app replays the function and reports what comes next. */
export const DISCOVERY = 'step'
