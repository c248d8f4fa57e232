export type HonoEnv = { Bindings: Env }
