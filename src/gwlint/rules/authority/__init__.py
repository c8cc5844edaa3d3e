"""行文权限: who may write what to whom (条例 第四章)."""
