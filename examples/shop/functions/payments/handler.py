def handle(event, context):
    return {"paid": len(event["Records"])}
