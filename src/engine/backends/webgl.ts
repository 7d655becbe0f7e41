/** tfjs's backend for WebGL with the kernels that the networks here use; all kernels of all backends would be 75 kB more. */
import { addConfig } from '@tensorflow/tfjs-backend-webgl/dist/kernels/Add';
import { addNConfig } from '@tensorflow/tfjs-backend-webgl/dist/kernels/AddN';
import { avgPoolConfig } from '@tensorflow/tfjs-backend-webgl/dist/kernels/AvgPool';
import { batchMatMulConfig } from '@tensorflow/tfjs-backend-webgl/dist/kernels/BatchMatMul';
import { castConfig } from '@tensorflow/tfjs-backend-webgl/dist/kernels/Cast';
import { concatConfig } from '@tensorflow/tfjs-backend-webgl/dist/kernels/Concat';
import { conv2DConfig } from '@tensorflow/tfjs-backend-webgl/dist/kernels/Conv2D';
import { conv2DBackpropInputConfig } from '@tensorflow/tfjs-backend-webgl/dist/kernels/Conv2DBackpropInput';
import { fillConfig } from '@tensorflow/tfjs-backend-webgl/dist/kernels/Fill';
import { greaterConfig } from '@tensorflow/tfjs-backend-webgl/dist/kernels/Greater';
import { identityConfig } from '@tensorflow/tfjs-backend-webgl/dist/kernels/Identity';
import { maxPoolConfig } from '@tensorflow/tfjs-backend-webgl/dist/kernels/MaxPool';
import { meanConfig } from '@tensorflow/tfjs-backend-webgl/dist/kernels/Mean';
import { multiplyConfig } from '@tensorflow/tfjs-backend-webgl/dist/kernels/Multiply';
import { padV2Config } from '@tensorflow/tfjs-backend-webgl/dist/kernels/PadV2';
import { realDivConfig } from '@tensorflow/tfjs-backend-webgl/dist/kernels/RealDiv';
import { reluConfig } from '@tensorflow/tfjs-backend-webgl/dist/kernels/Relu';
import { reshapeConfig } from '@tensorflow/tfjs-backend-webgl/dist/kernels/Reshape';
import { reverseConfig } from '@tensorflow/tfjs-backend-webgl/dist/kernels/Reverse';
import { rsqrtConfig } from '@tensorflow/tfjs-backend-webgl/dist/kernels/Rsqrt';
import { selectConfig } from '@tensorflow/tfjs-backend-webgl/dist/kernels/Select';
import { sliceConfig } from '@tensorflow/tfjs-backend-webgl/dist/kernels/Slice';
import { softmaxConfig } from '@tensorflow/tfjs-backend-webgl/dist/kernels/Softmax';
import { sqrtConfig } from '@tensorflow/tfjs-backend-webgl/dist/kernels/Sqrt';
import { squareConfig } from '@tensorflow/tfjs-backend-webgl/dist/kernels/Square';
import { stepConfig } from '@tensorflow/tfjs-backend-webgl/dist/kernels/Step';
import { subConfig } from '@tensorflow/tfjs-backend-webgl/dist/kernels/Sub';
import { sumConfig } from '@tensorflow/tfjs-backend-webgl/dist/kernels/Sum';
import { transposeConfig } from '@tensorflow/tfjs-backend-webgl/dist/kernels/Transpose';
import { registerKernels } from './register.ts';

export { setWebGLContext } from '@tensorflow/tfjs-backend-webgl/dist/base';

registerKernels([
  addConfig,
  addNConfig,
  avgPoolConfig,
  batchMatMulConfig,
  castConfig,
  concatConfig,
  conv2DConfig,
  conv2DBackpropInputConfig,
  fillConfig,
  greaterConfig,
  identityConfig,
  maxPoolConfig,
  meanConfig,
  multiplyConfig,
  padV2Config,
  realDivConfig,
  reluConfig,
  reshapeConfig,
  reverseConfig,
  rsqrtConfig,
  selectConfig,
  sliceConfig,
  softmaxConfig,
  sqrtConfig,
  squareConfig,
  stepConfig,
  subConfig,
  sumConfig,
  transposeConfig,
]);
