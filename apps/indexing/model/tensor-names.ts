const BODY = 'module_apply_default/Encoder_en/KonaTransformer/Encode'
const HEAD = 'module/Encoder_en/KonaTransformer/Encode'
const WHOLE = 'ConcatPartitions/concat'

const inLayer = (n: number) => {
  const body = `${BODY}/Layer_${n}/TransformerLayer`
  const feed = `${BODY}/TransformerStack/Layer_${n}/TransformerLayer/FFN`
  const attention = `${HEAD}/Layer_${n}/TransformerLayer/MultiheadAttention`
  return {
    norms: {
      [`${n}.attentionNorm`]: `${body}/layer_prepostprocess/layer_norm/layer_norm`,
      [`${n}.feedNorm`]: `${body}/FFN/layer_prepostprocess/layer_norm/layer_norm`,
    },
    matrices: {
      [`${n}.attend`]: {
        weights: `${attention}/qkv_transform_single/kernel/part_0`,
        bias: `${body}/MultiheadAttention/qkv_transform_single/bias/${WHOLE}`,
      },
      [`${n}.gather`]: {
        weights: `${attention}/output_transform_single/kernel/part_0`,
        bias: `${body}/MultiheadAttention/output_transform_single/bias/${WHOLE}`,
      },
      [`${n}.widen`]: {
        weights: `${feed}/conv1/Tensordot/Reshape_1`,
        bias: `${body}/FFN/conv1/bias/${WHOLE}`,
      },
      [`${n}.narrow`]: {
        weights: `${feed}/conv2/Tensordot/Reshape_1`,
        bias: `${body}/FFN/conv2/bias/${WHOLE}`,
      },
    },
  }
}

const [first, second] = [inLayer(0), inLayer(1)]

/** What USE-lite's graph calls the tensors that our encoder needs, by our names for them. */
export const tensorNames = {
  embeddings: 'module/Embeddings_en',
  frequencies: `${BODY}/TransformerStack/Layer_0/AddTimingSignal/TimingSignal/ExpandDims_1`,
  /** Each is a scale and a bias. */
  norms: { ...first.norms, ...second.norms },
  matrices: {
    adjust: {
      weights: `${BODY}/Layer_0/TransformerLayer/dense/kernel/${WHOLE}`,
      bias: `${BODY}/Layer_0/TransformerLayer/dense/bias/${WHOLE}`,
    },
    ...first.matrices,
    ...second.matrices,
    finish: {
      weights: 'module/Encoder_en/hidden_layers/tanh_layer_0/weights',
      bias: 'module/Encoder_en/hidden_layers/tanh_layer_0/bias',
    },
  },
  normScale: `_scale/${WHOLE}`,
  normBias: `_bias/${WHOLE}`,
}
