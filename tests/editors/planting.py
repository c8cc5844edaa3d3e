"""The draft that the tests of editors open, written for them: a fix on line 1, an error behind two 𠮷 on line 9."""

DRAFT = """青林发[2025]12号

青溪市林业局关于做好秋季义务植树工作的通知

各县（区）林业局：

为做好今年秋季义务植树工作，现将有关事项通知如下。

一、𠮷山、𠮷水两镇先行，各县（区）人民政府要于10月20日前落实植树地块，逐块明确管护单位。

二、苗木由市林业局统一调配，费用从年初预算中列支。

青溪市林业局
2025年9月4日
"""
NAME = "植树通知.txt"
IMPOSING = "各县（区）人民政府要于10月20日前落实植树地块"
MENDED = DRAFT.replace("各县（区）人民政府要", "各县（区）林业局要")
